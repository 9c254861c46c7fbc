"""Section 18: bomb, cframe, cstack, switching mode."""
import sys
import traceback
import unittest

import stackless
from support import StacklessTestCase, needs_threads


class Bombs(StacklessTestCase):
    """18.1"""

    def test_S263_members(self):
        """None by default; positional, keyword or one tuple; nothing is validated."""
        def members(bomb):
            return bomb.type, bomb.value, bomb.traceback
        self.assertEqual(members(stackless.bomb()), (None, None, None))
        self.assertEqual(members(stackless.bomb(1)), (1, None, None))
        self.assertEqual(members(stackless.bomb(1, 2, 3)), (1, 2, 3))
        self.assertEqual(members(stackless.bomb(value=2, type=1, traceback=3)), (1, 2, 3))
        self.assertEqual(members(stackless.bomb((4, 5, 6))), (4, 5, 6))
        try:
            raise KeyError('k')
        except KeyError:
            info = sys.exc_info()
        self.assertEqual(members(stackless.bomb(info)), info)
        self.assertEqual(members(stackless.bomb(())), (None, None, None))
        self.assertEqual(members(stackless.bomb((4, 5))), (4, 5, None))
        self.assertEqual(members(stackless.bomb((4,), 5)), ((4,), 5, None))
        self.assertEqual(members(stackless.bomb(traceback=7)), (None, None, 7))
        for args, keywords in (((1, 2, 3, 4), {}), ((), {'other': 1}), (((1, 2, 3, 4),), {}), ((1,), {'type': 2})):
            with self.assertRaises(TypeError):
                stackless.bomb(*args, **keywords)

    def test_S263_read_only(self):
        """The members cannot be set."""
        bomb = stackless.bomb()
        for name in ('type', 'value', 'traceback'):
            with self.assertRaises(AttributeError):
                setattr(bomb, name, 1)

    def test_S264_not_started(self):
        """A tasklet resumed with a bomb does not run its function."""
        t = self.paused('t')
        t.tempval = stackless.bomb(ValueError, ValueError('boom'))
        self.check_raises(ValueError, 'boom', t.run)
        self.assertEqual((t.alive, self.log), (False, []))

    def test_S264_traceback_of_a_bomb(self):
        """What is raised carries on from it, and is the same object."""
        def origin():
            raise KeyError('k')
        try:
            origin()
        except KeyError as error:
            bomb, kept = stackless.bomb(sys.exc_info()), error
        t = self.paused('t', lambda: stackless.schedule_remove())
        t.run()
        t.tempval = bomb
        try:
            t.run()
        except KeyError as error:
            self.assertIs(error, kept)
            names = [frame.name for frame in traceback.extract_tb(error.__traceback__)]
        self.assertEqual(names, [self._testMethodName, '<lambda>', self._testMethodName, 'origin'])

    def test_S264_sending_a_bomb(self):
        """The receiver raises, whoever comes first."""
        c = stackless.channel()
        def receiver():
            try:
                c.receive()
            except ValueError as error:
                self.note(repr(error))
        self.paused('r', receiver).run()
        c.send(stackless.bomb(ValueError, ValueError(1)))
        self.ready('s', c.send, stackless.bomb(ValueError, ValueError(2)))
        stackless.run()
        self.paused('r', receiver).run()
        self.assertEqual(self.log, ['ValueError(1)', 'ValueError(2)'])

    def test_S264_schedule_with_a_bomb(self):
        """schedule(bomb) raises when it is resumed."""
        with self.assertRaises(KeyError):
            stackless.schedule(stackless.bomb(KeyError, KeyError('k')))
        self.ready('t')
        with self.assertRaises(KeyError):
            stackless.schedule(stackless.bomb(KeyError, KeyError('k')))
        self.assertEqual(self.log, ['t'])


class Frames(StacklessTestCase):
    """18.2 to 18.4"""

    def test_S265_cframe(self):
        """Opaque, with read-only members."""
        frame = stackless.cframe()
        self.assertEqual([type(getattr(frame, name)) for name in 'in'], [int, int])
        for name in ('f_back', 'ob1', 'ob2', 'ob3', 'i', 'n'):
            value = getattr(frame, name)
            with self.assertRaises(AttributeError):
                setattr(frame, name, value)

    def test_S265_cframe_of_a_tasklet_that_has_not_started(self):
        """It holds function, args and kwargs."""
        t = stackless.tasklet(self.note, (1, 2), {'a': 3})
        frame, = t.__reduce__()[2][3]
        self.assertIsInstance(frame, stackless.cframe)
        self.assertEqual((frame.ob1, frame.ob2, frame.ob3), (self.note, (1, 2), {'a': 3}))

    def test_S266_cstack(self):
        """A ring of objects with int members."""
        for t in (stackless.current, self.paused('t')):
            stack = t.cstate
            self.assertIsInstance(stack, stackless.cstack)
            for name in ('nesting_level', 'serial', 'size', 'startaddr'):
                self.assertIsInstance(getattr(stack, name), int)
            self.assertTrue(stack.task is None or isinstance(stack.task, stackless.tasklet))
            self.assertIs(stack.prev.next, stack)
            self.assertIs(stack.next.prev, stack)
            self.assertEqual(len(str(stack)), stack.size * 8)

    @needs_threads
    def test_S266_without_a_c_stack(self):
        """One object for each thread, with nothing in it, linked to itself."""
        import threading
        stack = stackless.current.cstate
        for t in (stackless.current, self.paused('t'), self.paused('r'), stackless.tasklet()):
            self.assertIs(t.cstate, stack)
        self.assertEqual([getattr(stack, name) for name in ('nesting_level', 'serial', 'size', 'startaddr')], [0] * 4)
        self.assertEqual((stack.task, str(stack)), (None, ''))
        self.assertIs(stack.next, stack)
        self.assertIs(stack.prev, stack)
        thread = threading.Thread(target=lambda: self.note(stackless.current.cstate))
        thread.start()
        thread.join()
        other, = self.log
        self.assertIsInstance(other, stackless.cstack)
        self.assertIsNot(other, stack)
        self.assertIs(other.next, other)

    def test_S267_softswitch_off(self):
        """Tasklets still run."""
        stackless.enable_softswitch(False)
        try:
            self.ready('t')
            stackless.run()
            u = self.paused('u', lambda: self.note(stackless.schedule_remove('value')))
            u.run()
            self.assertEqual((u.restorable, u.nesting_level), (True, 0))
            u.run()
        finally:
            stackless.enable_softswitch(True)
        self.assertEqual(self.log, ['t', 'value'])


class Examples(StacklessTestCase):
    """The example programs of the section, with what they print."""

    def test_example_18_4(self):
        """Switching mode and test-only names."""
        self.check_example('''\
import stackless
t = stackless.tasklet(print)('not printed')
t.tempval = stackless.bomb(ValueError, 'boom')
try:
    t.run()
except ValueError as e:
    print(repr(e), t.alive)
b = stackless.bomb((KeyError, 'k', None))
print(b.type, b.value, b.traceback, stackless.bomb().type)
''', '''\
ValueError('boom') False
<class 'KeyError'> k None None
''')


if __name__ == '__main__':
    unittest.main()
