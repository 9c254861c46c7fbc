"""Section 6: raising exceptions in tasklets."""
import sys
import traceback
import unittest

import stackless
from support import StacklessTestCase, outcome, spin, state

pause = stackless.schedule_remove


class Target(StacklessTestCase):
    """Tests with a tasklet that notes the exception it gets."""

    def catcher(self, name, wait=None):
        """A tasklet suspended in the given call; it notes the exception that comes out of it."""
        def job():
            try:
                (wait or pause)()
            except BaseException as error:
                self.note(error)
        t = self.paused(name, job)
        t.run()
        return t


class Arguments(Target):
    """6.1"""

    def thrown(self, *args, **keywords):
        """The exception that arrives for these arguments of throw."""
        del self.log[:]
        self.catcher('t').throw(*args, **keywords)
        return self.log[0]

    def test_S81_exception_class(self):
        """The class is called with the value."""
        self.assertEqual(repr(self.thrown(ValueError)), 'ValueError()')
        self.assertEqual(repr(self.thrown(ValueError, None)), 'ValueError()')
        self.assertEqual(repr(self.thrown(ValueError, (1, 2))), 'ValueError(1, 2)')
        self.assertEqual(repr(self.thrown(ValueError, ())), 'ValueError()')
        self.assertEqual(repr(self.thrown(ValueError, 'text')), "ValueError('text')")
        self.assertEqual(repr(self.thrown(ValueError, [1])), 'ValueError([1])')

    def test_S81_value_is_an_instance(self):
        """An instance of the class is raised itself."""
        error = UnicodeError('u')
        self.assertIs(self.thrown(ValueError, error), error)
        self.assertEqual(repr(self.thrown(ValueError, KeyError('k'))), "ValueError(KeyError('k'))")

    def test_S81_exception_instance(self):
        """An instance is raised itself."""
        error = ValueError('v')
        self.assertIs(self.thrown(error), error)

    def test_S81_keywords(self):
        """All four may be given by keyword."""
        self.assertEqual(repr(self.thrown(exc=ValueError, val=(3,), tb=None, pending=False)), 'ValueError(3)')
        with self.assertRaises(TypeError):
            self.catcher('t').throw()

    def test_S81_traceback(self):
        """The raised exception carries on from the given traceback."""
        def origin():
            raise KeyError('k')
        try:
            origin()
        except KeyError as error:
            tb = error.__traceback__
        names = [frame.name for frame in traceback.extract_tb(self.thrown(KeyError, 'k', tb).__traceback__)]
        self.assertEqual(names, ['job', self._testMethodName, 'origin'])
        error = KeyError('own')
        names = [frame.name for frame in traceback.extract_tb(self.thrown(error, None, tb).__traceback__)]
        self.assertEqual(names, ['job', self._testMethodName, 'origin'])
        try:
            origin()
        except KeyError as caught:
            error = caught
        names = [frame.name for frame in traceback.extract_tb(self.thrown(error).__traceback__)]
        self.assertEqual(names, ['job', self._testMethodName, 'origin'])

    def test_S82_bad_arguments(self):
        """They are reported in the caller, with the target untouched."""
        t = self.catcher('t')
        instance = 'TypeError: instance exception may not have a separate value'
        third = 'TypeError: third argument must be a traceback object'
        kind = 'TypeError: exceptions must be classes, or instances, not '
        for pending in (False, True):
            self.assertEqual(outcome(t.throw, ValueError('v'), 1, None, pending), instance)
            self.assertEqual(outcome(t.throw, ValueError, None, 1, pending), third)
            for bad, name in ((5, 'int'), ('s', 'str'), (None, 'NoneType'), (int, 'type'), (object(), 'object')):
                self.assertEqual(outcome(t.throw, bad, None, None, pending), kind + name)
        self.assertEqual((state(t), self.log), ('paused', []))
        self.assertIs(t.tempval, t)
        c = stackless.channel()
        r = self.blocked_receiver('r', c)
        for target in (stackless.current, stackless.tasklet(), r):
            before = state(target)
            self.assertEqual(outcome(target.throw, 5), kind + 'int')
            self.assertEqual(outcome(target.throw, ValueError('v'), 1), instance)
            self.assertEqual(outcome(target.throw, ValueError, None, 1), third)
            self.assertEqual(state(target), before)
        self.assertEqual(c.balance, -1)

    def test_S83_raise_exception(self):
        """Raises the class called with the arguments, immediately."""
        self.catcher('t').raise_exception(ValueError, 1, 2)
        self.catcher('t').raise_exception(ValueError)
        self.catcher('t').raise_exception(KeyboardInterrupt)
        self.assertEqual([repr(e) for e in self.log], ['ValueError(1, 2)', 'ValueError()', 'KeyboardInterrupt()'])

    def test_S83_raise_exception_errors(self):
        """Only exception classes."""
        t = self.catcher('t')
        text = 'tasklet.raise_exception needs Exception or string subclass as first parameter'
        for bad in (ValueError(), int, 5, 's', None):
            self.check_raises(TypeError, text, t.raise_exception, bad)
        self.check_raises(TypeError, 'raise_exception() takes at least 1 argument', t.raise_exception)
        with self.assertRaises(TypeError):
            t.raise_exception(exc_class=ValueError)
        self.assertEqual((state(t), self.log), ('paused', []))

    def test_S83_raise_exception_is_never_pending(self):
        """Whatever the arguments are, the tasklet runs at once."""
        class Error(Exception):
            pass
        self.ready('a')
        t = self.catcher('t')
        self.assertIsNone(t.raise_exception(Error, None, None, True))
        self.assertEqual([repr(entry) for entry in self.log], ['Error(None, None, True)'])
        self.assertEqual(self.queue(), ['main', 'a'])

    def test_S84_kill_throws_taskletexit(self):
        """kill is throw(TaskletExit)."""
        self.catcher('t').kill()
        t = self.catcher('u')
        t.kill(pending=True)
        self.assertEqual(len(self.log), 1)
        stackless.run()
        self.assertEqual([repr(error) for error in self.log], ['TaskletExit()'] * 2)

    def test_S85_pending_is_a_truth_value(self):
        """Any object is taken."""
        t = self.catcher('t')
        t.kill([])
        self.assertEqual(len(self.log), 1)
        t = self.catcher('t')
        t.kill('yes')
        self.assertEqual((len(self.log), state(t)), (1, 'ready'))
        t = self.catcher('u')
        t.throw(ValueError, pending=[0])
        self.assertEqual((len(self.log), state(t)), (1, 'ready'))


class Effects(Target):
    """6.2"""

    def test_S86_current(self):
        """The exception is raised out of the call, also when pending."""
        me = stackless.current
        for pending in (False, True):
            self.check_raises(ValueError, 'v', me.throw, ValueError, 'v', None, pending)
            with self.assertRaises(TaskletExit):
                me.kill(pending)
        self.check_raises(KeyError, '1', me.raise_exception, KeyError, 1)
        self.assertEqual(self.queue(), ['main'])
        def inside():
            self.note(outcome(stackless.current.throw, ValueError, 'v', None, True))
            self.note(outcome(stackless.current.kill, True))
        self.paused('t', inside).run()
        self.assertEqual(self.log, ['ValueError: v', 'TaskletExit: '])

    def job(self, wait):
        """Notes T and the queue when TaskletExit comes."""
        try:
            wait()
        except TaskletExit:
            self.note('T', self.queue())

    def test_S87_paused_target(self):
        """[main a b] becomes [t main a b]."""
        t = self.paused('t', self.job, pause)
        t.run()
        self.ready('a')
        self.ready('b')
        self.assertIsNone(t.kill())
        self.assertEqual(self.log, [('T', ['t', 'main', 'a', 'b'])])
        self.assertEqual(self.queue(), ['main', 'a', 'b'])

    def test_S87_blocked_target(self):
        """It is taken off its channel first."""
        for operation in ('receive', 'send'):
            c = stackless.channel()
            wait = c.receive if operation == 'receive' else lambda: c.send(1)
            def job():
                try:
                    wait()
                except TaskletExit:
                    self.note(c.balance, self.queue())
            t = self.paused('t', job)
            t.run()
            self.assertEqual(abs(c.balance), 1)
            t.kill()
            self.assertEqual(c.balance, 0)
            self.assertIsNone(c.queue)
        self.assertEqual(self.log, [(0, ['t', 'main'])] * 2)

    def test_S87_ready_target(self):
        """[main t a b]: t, a, b, main."""
        t = self.ready('t', self.job, stackless.schedule)
        t.run()
        self.ready('a')
        self.ready('b')
        t.kill()
        self.assertEqual(self.log, [('T', ['t', 'a', 'b', 'main']), 'a', 'b'])

    def test_S88_out_of_the_suspended_call(self):
        """schedule, receive, send, run, switch, iteration."""
        c, d = stackless.channel(), stackless.channel()
        other = self.paused('other', lambda: [stackless.main.run() for i in range(50)])
        waits = (stackless.schedule, pause, c.receive, lambda: d.send(1), other.run, other.switch,
                 lambda: next(c), lambda: list(c), lambda: d.send_sequence('ab'), stackless.run)
        for wait in waits:
            t = self.paused('t', lambda: self.job(wait))
            t.run()
            self.assertTrue(t.alive)
            t.kill()
            self.assertFalse(t.alive)
        self.assertEqual([entry[0] for entry in self.log], ['T'] * len(waits))

    def test_S88_at_an_interrupted_instruction(self):
        """A tasklet interrupted by the watchdog gets it in the middle of its loop."""
        t = self.ready('t', self.job, lambda: spin(100000))
        self.assertIs(stackless.run(100), t)
        t.kill()
        self.assertEqual([entry[0] for entry in self.log], ['T'])

    def test_S88_not_started(self):
        """The function does not run; the exception is uncaught."""
        t = self.paused('t', self.job, pause)
        t.kill()
        self.assertFalse(t.alive)
        u = self.paused('u', self.job, pause)
        with self.assertRaises(ValueError):
            u.throw(ValueError)
        self.assertFalse(u.alive)
        self.assertEqual(self.log, [])

    # S89: the rows of the table.  Each has the target's way to wait (None when it has not started), the
    # queue before, what kill() gives (events, queue after), and what kill(True) gives (queue, events under run).
    KILL_TABLE = {
        'blocked receiving': ('receive', ['main', 'a', 'b'], [('T', ['t', 'main', 'a', 'b'])], ['main', 'a', 'b'],
                              ['main', 'a', 'b', 't'], ['a', 'b', ('T', ['t'])]),
        'blocked sending': ('send', ['main', 'a', 'b'], [('T', ['t', 'main', 'a', 'b'])], ['main', 'a', 'b'],
                            ['main', 'a', 'b', 't'], ['a', 'b', ('T', ['t'])]),
        'paused': ('pause', ['main', 'a', 'b'], [('T', ['t', 'main', 'a', 'b'])], ['main', 'a', 'b'],
                   ['main', 'a', 'b', 't'], ['a', 'b', ('T', ['t'])]),
        'ready at the front': ('schedule', ['main', 't', 'a', 'b'],
                               [('T', ['t', 'a', 'b', 'main']), 'a', 'b'], ['main'],
                               ['main', 't', 'a', 'b'], [('T', ['t', 'a', 'b']), 'a', 'b']),
        'ready, never started': ('middle', ['main', 'a', 't', 'b'], ['b'], ['main', 'a'],
                                 ['main', 'a', 't', 'b'], ['a', 'b']),
        'paused, never started': ('fresh', ['main', 'a', 'b'], [], ['main', 'a', 'b'],
                                  ['main', 'a', 'b', 't'], ['a', 'b']),
    }

    def kill_target(self, way):
        """The target t and the tasklets a and b, in the queue that the row begins with."""
        c = stackless.channel()
        waits = {'receive': c.receive, 'send': lambda: c.send(1), 'pause': pause, 'schedule': stackless.schedule}
        wait = waits.get(way, pause)
        if way == 'middle':
            self.ready('a')
            t = self.ready('t', self.job, wait)
        else:
            t = self.paused('t', self.job, wait)
            if way != 'fresh':
                t.run()
            self.ready('a')
        self.ready('b')
        return t

    def test_S89_kill(self):
        """The table's column for kill()."""
        for name, (way, before, events, after, _, _) in self.KILL_TABLE.items():
            with self.subTest(name):
                del self.log[:]
                t = self.kill_target(way)
                self.assertEqual(self.queue(), before)
                self.assertIsNone(t.kill())
                self.assertEqual(self.log, events)
                self.assertEqual(self.queue(), after)
                self.assertFalse(t.alive)
                stackless.run()

    def test_S89_pending_kill(self):
        """The table's columns for kill(True)."""
        for name, (way, before, _, _, after, events) in self.KILL_TABLE.items():
            with self.subTest(name):
                del self.log[:]
                t = self.kill_target(way)
                self.assertEqual(self.queue(), before)
                self.assertIsNone(t.kill(True))
                self.assertEqual((self.queue(), self.log), (after, []))
                stackless.run()
                self.assertEqual(self.log, events)
                self.assertFalse(t.alive)

    def test_S90_pending_holds_a_bomb(self):
        """Until it is resumed, its tempval is a bomb with the exception."""
        t = self.catcher('t')
        self.assertIsNone(t.throw(ValueError, 'v', pending=True))
        self.assertEqual(state(t), 'ready')
        self.assertIsInstance(t.tempval, stackless.bomb)
        self.assertIs(t.tempval.type, ValueError)
        stackless.run()
        self.assertEqual(repr(self.log[0]), "ValueError('v')")

    def test_S90_bomb_of_each_state(self):
        """Its members describe what is raised; the call returns None, and nobody has switched."""
        c = stackless.channel()
        targets = {'paused': self.catcher('t'), 'receiver': self.catcher('r', c.receive), 'fresh': self.paused('f'),
                   'ready': self.catcher('q', stackless.schedule)}
        del self.log[:]
        for name, t in targets.items():
            with self.subTest(name):
                error = KeyError(name)
                self.assertIsNone(t.throw(error, pending=1))
                self.assertEqual((state(t), t.tempval.type, t.tempval.value), ('ready', KeyError, error))
        self.assertEqual((self.log, self.queue()), ([], ['main', 'q', 't', 'r', 'f']))
        self.check_raises(KeyError, "'fresh'", stackless.run)
        self.assertEqual([str(error) for error in self.log], ["'ready'", "'paused'", "'receiver'"])

    def test_S90_pending_can_be_replaced(self):
        """Overwriting tempval, or throwing again, replaces it."""
        t = self.catcher('t')
        t.throw(ValueError, pending=True)
        t.throw(KeyError, pending=True)
        stackless.run()
        self.assertEqual(repr(self.log[0]), 'KeyError()')
        u = self.paused('u', lambda: self.note(stackless.schedule_remove()))
        u.run()
        u.throw(ValueError, pending=True)
        u.tempval = 'a value'
        stackless.run()
        self.assertEqual(self.log[1], 'a value')

    def test_S90_pending_on_a_blocked_tasklet(self):
        """It is taken off its channel and appended."""
        c = stackless.channel()
        t = self.catcher('t', c.receive)
        self.ready('a')
        t.throw(ValueError, pending=True)
        self.assertEqual((c.balance, t.blocked, self.queue()), (0, False, ['main', 'a', 't']))
        stackless.run()
        self.assertEqual(self.log[0], 'a')

    def test_S91_returns_the_callers_tempval(self):
        """Normally None; or what was put into the caller's slot."""
        def job():
            try:
                pause()
            except ValueError:
                stackless.main.tempval = 'result'
        t = self.paused('t', job)
        t.run()
        self.assertEqual(t.throw(ValueError), 'result')
        self.assertIsNone(self.catcher('u').throw(ValueError))

    def test_S92_dead_tasklets(self):
        """TaskletExit does nothing, other exceptions are an error."""
        class Exit(TaskletExit):
            pass
        done = self.ready('done')
        stackless.run()
        for t in (stackless.tasklet(), stackless.tasklet(self.note), done):
            before = state(t)
            for pending in (False, True):
                self.assertIsNone(t.kill(pending))
                self.assertIsNone(t.throw(TaskletExit, pending=pending))
                self.assertIsNone(t.throw(Exit('x'), pending=pending))
                self.check_raises(RuntimeError, 'You cannot throw to a dead tasklet', t.throw, ValueError,
                                  None, None, pending)
            self.assertIsNone(t.throw(TaskletExit('instance')))
            self.assertIsNone(t.raise_exception(Exit, 1))
            self.check_raises(RuntimeError, 'You cannot throw to a dead tasklet', t.throw, ValueError('instance'))
            self.check_raises(RuntimeError, 'You cannot throw to a dead tasklet', t.raise_exception, SystemExit)
            self.assertEqual(state(t), before)

    def test_S93_catching_taskletexit(self):
        """The tasklet simply continues."""
        def job():
            try:
                pause()
            except TaskletExit:
                self.note('caught')
            stackless.schedule()
            self.note('goes on')
        t = self.paused('t', job)
        t.run()
        t.kill()
        self.assertEqual((self.log, t.alive), (['caught'], True))
        stackless.run()
        self.assertEqual(self.log, ['caught', 'goes on'])

    def test_S94_switching_in_finally(self):
        """kill returns before the target has ended."""
        def job():
            try:
                pause()
            finally:
                self.note('finally')
                stackless.schedule()
                self.note('end')
        t = self.paused('t', job)
        t.run()
        t.kill()
        self.assertEqual((self.log, t.alive), (['finally'], True))
        stackless.run()
        self.assertEqual((self.log, t.alive), (['finally', 'end'], False))


class Examples(StacklessTestCase):
    """The example programs of the section, with what they print."""

    def test_example_6_2(self):
        """Effect by state."""
        self.check_example('''\
import stackless
c = stackless.channel()
def blocked(n):
    try:
        print(n, c.receive())
    except TaskletExit:
        print(n, 'exit', c.balance)
        raise
    except Exception as e:
        print(n, repr(e))
a = stackless.tasklet(blocked)('a')
b = stackless.tasklet(blocked)('b')
stackless.run()
print(c.balance)
a.kill()
print(a.alive, c.balance)
b.throw(ValueError, (1, 2), pending=True)
print(b.blocked, b.scheduled, c.balance, type(b.tempval).__name__)
stackless.run()
n = stackless.tasklet(blocked)('never')
n.kill()
print(n.alive)
try:
    n.throw(KeyError)
except RuntimeError as e:
    print(e)
''', '''\
-2
a exit -1
False -1
False True 0 bomb
b ValueError(1, 2)
False
You cannot throw to a dead tasklet
''')


if __name__ == '__main__':
    unittest.main()
