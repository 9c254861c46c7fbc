"""Section 4: the attributes of tasklets."""
import _thread
import contextlib
import contextvars
import inspect
import os
import sys
import tempfile
import unittest

import stackless
from support import StacklessTestCase, outcome

READ_ONLY = ('alive paused blocked scheduled restorable atomic ignore_nesting is_current is_main thread_id '
             'recursion_depth nesting_level next prev frame cstate _channel').split()
pause = stackless.schedule_remove


class Flags(StacklessTestCase):
    """4.1"""

    def test_S47_types(self):
        """Flags are bool, counters int."""
        for t in (stackless.current, stackless.tasklet(), self.paused('p')):
            for name in READ_ONLY[:9]:
                with self.subTest(name):
                    self.assertIs(type(getattr(t, name)), bool)
            for name in READ_ONLY[9:12]:
                with self.subTest(name):
                    self.assertIs(type(getattr(t, name)), int)

    def test_S47_read_only(self):
        """Setting any of them raises AttributeError."""
        t = stackless.tasklet()
        for name in READ_ONLY:
            with self.subTest(name):
                with self.assertRaises(AttributeError):
                    setattr(t, name, getattr(t, name))

    def test_S47_descriptors_on_the_class(self):
        """On the class each is a data descriptor."""
        for name in READ_ONLY + ['tempval', 'block_trap', 'trace_function', 'profile_function']:
            with self.subTest(name):
                self.assertTrue(inspect.isdatadescriptor(getattr(stackless.tasklet, name)))

    def test_S48_blocked_is_a_bool(self):
        """Senders and receivers look the same; the balance has the direction."""
        c, d = stackless.channel(), stackless.channel()
        self.assertIs(self.blocked_receiver('r', c).blocked, True)
        self.assertIs(self.blocked_sender('s', d, 1).blocked, True)
        self.assertEqual((c.balance, d.balance), (-1, 1))

    def test_S49_is_current_is_main(self):
        """Seen from inside and outside."""
        t = self.ready('t', lambda: self.note(t.is_current, t.is_main, stackless.main.is_current,
                                              stackless.main.is_main))
        self.assertEqual((t.is_current, t.is_main), (False, False))
        self.assertEqual((stackless.main.is_current, stackless.main.is_main), (True, True))
        stackless.run()
        self.assertEqual(self.log, [(True, False, False, True)])

    def test_S50_thread_id(self):
        """The id of the thread."""
        self.assertEqual(stackless.tasklet().thread_id, _thread.get_ident())
        self.assertEqual(stackless.main.thread_id, _thread.get_ident())


class Context:
    """Enters or leaves through a switch."""

    def __init__(self, enter=False, leave=False):
        self.enter, self.leave = enter, leave

    def __enter__(self):
        if self.enter:
            pause()

    def __exit__(self, *args):
        if self.leave:
            pause()

    async def __aenter__(self):
        self.__enter__()

    async def __aexit__(self, *args):
        self.__exit__()


class Calls:
    """Switches in every kind of method that Python code calls."""

    def __init__(self, switch=False):
        if switch:
            pause()

    def __call__(self):
        pause()

    def method(self):
        pause()

    @classmethod
    def class_method(cls):
        pause()

    @staticmethod
    def static_method():
        pause()


class Derived(Calls):
    def method(self):
        super().method()


def generator():
    yield 1
    pause()
    yield 2


def delegating():
    yield from generator()


async def coroutine():
    pause()


async def awaiting():
    await coroutine()


async def async_generator():
    yield 1
    pause()
    yield 2


async def async_for():
    async for value in async_generator():
        pass


async def async_with(enter, leave):
    async with Context(enter, leave):
        pass


def with_block(enter, leave):
    with Context(enter, leave):
        pass


def loop(iterable):
    for value in iterable:
        pass


def start(coro):
    with contextlib.suppress(StopIteration):
        coro.send(None)


def sent():
    g = generator()
    g.send(None)
    g.send(None)


LEVEL_ZERO = {
    'function': lambda: pause(),
    'lambda': lambda: (lambda: pause())(),
    'bound method': lambda: Calls().method(),
    'class method': lambda: Calls.class_method(),
    'static method': lambda: Calls.static_method(),
    'init': lambda: Calls(True),
    'call': lambda: Calls()(),
    'super': lambda: Derived().method(),
    'enter': lambda: with_block(True, False),
    'exit': lambda: with_block(False, True),
    'for over generator': lambda: loop(generator()),
    'list comprehension': lambda: [pause() for i in range(1)],
    'generator expression': lambda: loop(pause() for i in range(1)),
    'generator send': sent,
    'yield from': lambda: loop(delegating()),
    'await': lambda: start(awaiting()),
    'coroutine send': lambda: start(coroutine()),
    'async for': lambda: start(async_for()),
    'async with enter': lambda: start(async_with(True, False)),
    'async with exit': lambda: start(async_with(False, True)),
    'exec': lambda: exec('pause()', {'pause': pause}),
    'eval': lambda: eval('pause()', {'pause': pause}),
    'context run': lambda: contextvars.Context().run(pause),
    'tasklet.context_run': lambda: stackless.tasklet().context_run(pause),
}


class Levels(StacklessTestCase):
    """4.2"""

    def test_S51_levels_of_plain_tasklets(self):
        """Level 0 before, during and after a run of Python calls."""
        def job():
            self.note(stackless.current.nesting_level, stackless.current.restorable)
            pause()
        t = self.paused('t', job)
        def look():
            return t.nesting_level, t.restorable
        before = look()
        t.run()
        during = look()
        t.run()
        self.assertEqual([before, during, look()] + self.log, [(0, True)] * 4)

    def test_S52_constructs_that_stay_at_level_0(self):
        """A tasklet suspended inside any of them is restorable."""
        for name, function in LEVEL_ZERO.items():
            with self.subTest(name):
                t = self.paused(name, function)
                t.run()
                self.assertTrue(t.paused)
                self.assertEqual((t.nesting_level, t.restorable), (0, True))
                t.run()
                self.assertFalse(t.alive)

    def test_S52_switching_methods_stay_at_level_0(self):
        """Suspended in every switching method but stackless.run()."""
        c, d = stackless.channel(), stackless.channel()
        other = self.paused('other', lambda: [stackless.main.run() for i in range(50)])
        actions = {
            'receive': c.receive, 'send': lambda: d.send(1), 'run': other.run, 'switch': other.switch,
            'schedule': stackless.schedule, 'schedule_remove': pause, 'next': lambda: next(c),
            'for': lambda: loop(c), 'send_sequence': lambda: d.send_sequence([1, 2]),
            'send_exception': lambda: d.send_exception(ValueError), 'throw': lambda: other.throw(OSError),
        }
        for name, action in actions.items():
            with self.subTest(name):
                t = self.paused(name, lambda: action())
                try:
                    t.run()
                except OSError:
                    pass
                self.assertEqual((t.alive, t.nesting_level, t.restorable), (True, 0, True))
                t.kill()

    def test_S53_restorable_means_level_0(self):
        """In a callback from native code either is possible, but they agree."""
        def key(value):
            pause()
            return value
        t = self.paused('t', lambda: sorted([1], key=key))
        t.run()
        self.assertTrue(t.paused)
        self.assertEqual(t.restorable, t.nesting_level == 0)
        self.assertIn(t.nesting_level, (0, 1))

    def test_S54_inside_run(self):
        """A tasklet waiting inside stackless.run() is not restorable."""
        def inner():
            self.note(runner.nesting_level > 0, runner.restorable)
        def outer():
            self.ready('inner', inner)
            stackless.run()
        runner = self.ready('outer', outer)
        stackless.run()
        self.assertEqual(self.log, [(True, False)])

    def check_interleaves(self, function):
        """Two tasklets that log around a switch inside the function take turns."""
        del self.log[:]
        for name in 'ab':
            self.ready(name, function, lambda: self.switching())
        stackless.run()
        self.assertEqual(self.log, ['a in', 'b in', 'a out', 'b out'])

    def switching(self):
        name = self.names[stackless.current]
        self.note(name + ' in')
        stackless.schedule()
        self.note(name + ' out')

    def test_S55_switching_in_callbacks(self):
        """Sort keys, map, filter, reduce, min, re.sub, next."""
        import functools
        import re
        self.check_interleaves(lambda switch: sorted([1], key=lambda value: switch() or value))
        self.check_interleaves(lambda switch: list(map(lambda value: switch(), [1])))
        self.check_interleaves(lambda switch: list(filter(lambda value: switch(), [1])))
        self.check_interleaves(lambda switch: functools.reduce(lambda a, b: switch(), [1, 2]))
        self.check_interleaves(lambda switch: functools.partial(lambda a: switch(), 1)())
        self.check_interleaves(lambda switch: min([1], key=lambda value: switch() or value))
        self.check_interleaves(lambda switch: re.sub('a', lambda match: switch() or 'b', 'a'))
        self.check_interleaves(lambda switch: next(switch() for i in range(1)))
        self.check_interleaves(lambda switch: list(switch() for i in range(1)))

    def test_S55_switching_in_special_methods(self):
        """Operators, attribute access, iteration, hashing, class bodies."""
        def special(name, result, use):
            def run(switch):
                def method(*args):
                    switch()
                    return result
                use(type('Special', (), {name: method})())
            with self.subTest(name):
                self.check_interleaves(run)
        special('__add__', 1, lambda x: x + 1)
        special('__radd__', 1, lambda x: 1 + x)
        special('__getitem__', 1, lambda x: x[0])
        special('__setitem__', None, lambda x: x.__class__.__setitem__(x, 0, 1))
        special('__eq__', True, lambda x: x == 1)
        special('__lt__', True, lambda x: x < 1)
        special('__hash__', 1, hash)
        special('__bool__', True, bool)
        special('__len__', 1, len)
        special('__getattr__', 1, lambda x: x.missing)
        special('__str__', 's', str)
        special('__format__', 's', lambda x: f'{x}')
        special('__iter__', iter([]), list)
        special('__contains__', True, lambda x: 1 in x)
        special('__index__', 0, lambda x: [1][x])

        def finalizer(switch):
            class Finalized:
                called = False
                def __del__(self):
                    if not self.called:
                        self.called = True
                        switch()
            Finalized().__del__()

        def class_body(switch):
            class Body:
                switch()

        def new(switch):
            type('New', (), {'__new__': lambda cls: switch()})()

        def a_property(switch):
            type('Property', (), {'p': property(lambda x: switch())})().p

        def metaclass(switch):
            type('Meta', (type,), {'__call__': lambda cls: switch()})('Made', (), {})()

        for run in (finalizer, class_body, new, a_property, metaclass):
            with self.subTest(run.__name__):
                self.check_interleaves(run)

    def test_S55_switching_during_an_import(self):
        """Another tasklet runs while a module's body is suspended."""
        name = 'module_that_switches_while_it_is_imported'
        with tempfile.TemporaryDirectory() as folder:
            with open(os.path.join(folder, name + '.py'), 'w') as file:
                file.write('import stackless\nstackless.schedule()\nvalue = 5\n')
            sys.path.insert(0, folder)
            try:
                self.ready('t', lambda: self.note(__import__(name).value))
                self.ready('u')
                stackless.run()
            finally:
                sys.path.remove(folder)
                sys.modules.pop(name, None)
        self.assertEqual(self.log, ['u', 5])

    def test_S56_recursion_depth(self):
        """The number of Python frames."""
        def g():
            self.note(stackless.current.recursion_depth)
            pause()
        def f():
            self.note(stackless.current.recursion_depth)
            g()
        t = self.paused('t', f)
        self.assertEqual(t.recursion_depth, 0)
        t.run()
        self.assertEqual(t.recursion_depth, 2)
        t.run()
        self.assertEqual(t.recursion_depth, 0)
        self.assertEqual(self.log, [1, 2])

    def test_S56_depth_with_generators_and_natives(self):
        """Each Python frame counts once, whatever stands between them; in main it is the depth of the call."""
        def items():
            pause()
            yield 1
        def job():
            for item in map(lambda item: [other for other in items()], [1]):
                pass
        t = self.paused('t', job)
        t.run()
        names = []
        frame = t.frame
        while frame:
            names.append(frame.f_code.co_name)
            frame = frame.f_back
        self.assertEqual(names, ['items', '<lambda>', 'job'])
        self.assertEqual(t.recursion_depth, 3)
        t.kill()
        self.assertEqual(t.recursion_depth, 0)
        here = stackless.current.recursion_depth
        self.assertEqual((lambda: stackless.current.recursion_depth)(), here + 1)


class Frames(StacklessTestCase):
    """4.3"""

    def test_S57_frame(self):
        """The innermost frame of a suspended tasklet, the caller's for the current one."""
        self.assertIs(stackless.current.frame, sys._getframe())
        def inner():
            pause()
        def job():
            self.note(stackless.current.frame is sys._getframe())
            inner()
        t = self.paused('t', job)
        self.assertIsNone(t.frame)
        t.run()
        self.assertEqual(t.frame.f_code.co_name, 'inner')
        self.assertEqual(t.frame.f_back.f_code.co_name, 'job')
        t.run()
        self.assertIsNone(t.frame)
        self.assertEqual(self.log, [True])

    def test_S57_frames_are_not_cleared_while_they_wait(self):
        """They execute, as far as frame.clear() is concerned, until their functions have ended."""
        c = stackless.channel()
        held = []
        def inner(value):
            try:
                raise KeyError
            except KeyError as error:
                held.append(error.__traceback__.tb_frame)
                return value + c.receive()
        def generator():
            yield inner(1)
        def outer():
            held.append(generator())
            self.note(next(held[0]))
        executing = 'RuntimeError: cannot clear an executing frame'
        t = stackless.tasklet(outer)()
        stackless.run()
        frame, frames = t.frame, []
        while frame:
            frames.append(frame)
            frame = frame.f_back
        self.assertEqual([frame.f_code.co_name for frame in frames], ['inner', 'generator', 'outer'])
        for frame in (*frames, held[0].gi_frame, held[1]):
            self.assertEqual(outcome(frame.clear), executing)
        self.assertEqual(frames[0].f_locals['value'], 1)
        c.send(2)
        stackless.run()
        self.assertEqual(self.log, [3])
        self.assertEqual(outcome(frames[1].clear), 'RuntimeError: cannot clear a suspended frame')
        self.assertEqual([outcome(frame.clear) for frame in (frames[0], frames[2], held[1])], [None] * 3)
        self.assertEqual(frames[0].f_locals, {})

    def test_S57_frames_of_generators(self):
        """Those that are being executed have a caller, in whatever tasklet; those that wait have none."""
        def names(frame):
            found = []
            while frame:
                found.append(frame.f_code.co_name)
                frame = frame.f_back
            return found
        def inner():
            pause()
            yield 1
        def outer():
            yield from inner()
        def job(items):
            for item in items:
                pause()
        def from_the_side(items):
            self.note(names(items.gi_frame))
        for items, executed in ((inner(), ['inner', 'job']), (outer(), ['inner', 'outer', 'job'])):
            t = self.paused('t', job, items)
            t.run()
            self.assertEqual(names(t.frame), executed)
            self.assertEqual(names(items.gi_frame), executed[-2:])
            self.paused('u', from_the_side, items).run()
            t.run()
            self.assertEqual((names(t.frame), names(items.gi_frame)), (['job'], [items.__name__]))
            self.assertEqual(self.log.pop(), executed[-2:])
            t.run()
            self.assertFalse(t.alive)

    def test_S57_no_frame(self):
        """Not alive, or only a native callable."""
        self.assertIsNone(stackless.tasklet().frame)
        self.assertIsNone(stackless.tasklet(pause).frame)
        c = stackless.channel()
        t = self.ready('t', c.receive)
        self.assertIsNone(t.frame)
        stackless.run()
        self.assertTrue(t.blocked)
        self.assertIsNone(t.frame)

    def test_S58_outermost_frame(self):
        """Frames of the tasklet that switched to it are not visible."""
        def job():
            self.note(sys._getframe().f_back)
            pause()
        t = self.paused('t', job)
        t.run()
        self.assertEqual(self.log, [None])
        self.assertIsNone(t.frame.f_back)
        t.run()


class Links(StacklessTestCase):
    """4.4"""

    def test_S59_ring_neighbours(self):
        """In the run queue they are the ring's neighbours."""
        main = stackless.current
        self.assertIs(main.next, main)
        self.assertIs(main.prev, main)
        a, b = self.ready('a'), self.ready('b')
        self.assertEqual([main.next, a.next, b.next], [a, b, main])
        self.assertEqual([main.prev, a.prev, b.prev], [b, main, a])

    def test_S59_waiting_list_neighbours(self):
        """In a channel's list the ends are None."""
        c = stackless.channel()
        a, b = self.blocked_receiver('a', c), self.blocked_receiver('b', c)
        self.assertEqual([a.prev, a.next, b.prev, b.next], [None, b, a, None])

    def test_S59_otherwise_none(self):
        """Paused, bound and empty tasklets have no neighbours."""
        for t in (self.paused('p'), stackless.tasklet(), stackless.tasklet(pause)):
            self.assertIsNone(t.next)
            self.assertIsNone(t.prev)

    def test_S60_channel(self):
        """The channel that a blocked tasklet waits on."""
        c = stackless.channel()
        t = self.blocked_receiver('t', c)
        self.assertIs(t._channel, c)
        c.send(1)
        self.assertIsNone(t._channel)
        self.assertIsNone(stackless.current._channel)


class Tempval(StacklessTestCase):
    """4.5"""

    def test_S61_returned_and_cleared(self):
        """The value returns from the call, and the slot becomes None."""
        def job():
            self.note(stackless.schedule_remove('value'))
            self.note(stackless.current.tempval)
        t = self.paused('t', job)
        t.run()
        self.assertEqual(t.tempval, 'value')
        t.run()
        self.assertEqual(self.log, ['value', None])

    def test_S62_contents_by_state(self):
        """What is in the slot while a tasklet is suspended."""
        c, d = stackless.channel(), stackless.channel()
        other = self.paused('other', lambda: self.note(t.tempval))
        t = self.paused('t', other.run)
        t.run()
        self.assertEqual(self.log, [None])
        for name in ('run', 'switch'):
            del self.log[:]
            other = self.paused('other', lambda: self.note(t.tempval))
            def job():
                stackless.current.tempval = 'before'
                self.note(getattr(other, name)())
            t = self.paused('t', job)
            t.run()
            t.run() if t.paused else stackless.run()
            self.assertEqual(self.log, ['before', 'before'])
        t = self.paused('default', lambda: stackless.schedule_remove())
        t.run()
        self.assertIs(t.tempval, t)
        t = self.ready('ready', lambda: stackless.schedule('v'))
        stackless.schedule()
        self.assertEqual(t.tempval, 'v')
        sender = self.blocked_sender('s', c, 'sent')
        receiver = self.blocked_receiver('r', d)
        self.assertEqual((sender.tempval, receiver.tempval), ('sent', None))
        d.preference = 0
        d.send('result')
        self.assertEqual((receiver.scheduled, receiver.tempval), (True, 'result'))
        self.assertEqual(c.receive(), 'sent')
        self.assertIsNone(sender.tempval)

    def test_S63_replacing_the_result(self):
        """Assigning to the slot of a suspended tasklet changes what its call returns."""
        t = self.ready('t', lambda: self.note(stackless.schedule('old')))
        stackless.schedule()
        t.tempval = 'new'
        u = self.paused('u', lambda: self.note(stackless.schedule_remove()))
        u.run()
        u.tempval = None
        u.insert()
        stackless.run()
        self.assertEqual(self.log, ['new', None])

    def test_S63_result_of_switch_and_run(self):
        """t.run() and t.switch() return the caller's slot."""
        def set_main(value):
            stackless.main.tempval = value
        self.assertIsNone(self.paused('a', set_main, None).run())
        self.assertEqual(self.paused('b', set_main, 'run').run(), 'run')
        self.assertEqual(self.paused('c', set_main, 'switch').switch(), 'switch')
        stackless.current.tempval = 'before'
        self.assertEqual(self.paused('d', lambda: self.note(stackless.main.tempval)).run(), 'before')
        self.assertEqual(self.log, ['before'])

    def test_S64_bomb_explodes(self):
        """A bomb in the slot is raised instead of returned."""
        def job():
            try:
                stackless.schedule_remove()
            except ValueError as error:
                self.note(repr(error))
        t = self.paused('t', job)
        t.run()
        t.tempval = stackless.bomb(ValueError, ValueError('boom'))
        t.run()
        self.assertEqual(self.log, ["ValueError('boom')"])

    def test_S64_bomb_explodes_in_every_call(self):
        """Of schedule, run and switch; the slot is empty then."""
        def arm():
            stackless.main.tempval = stackless.bomb(ValueError, ValueError('boom'))
        self.ready('t', arm)
        self.check_raises(ValueError, 'boom', stackless.schedule, 'lost')
        self.check_raises(ValueError, 'boom', self.paused('t', arm).run)
        self.check_raises(ValueError, 'boom', self.paused('t', arm).switch)
        self.assertIsNone(stackless.main.tempval)

    def test_S65_tempval_of_a_blocked_sender(self):
        """It is the value that the receiver gets."""
        c = stackless.channel()
        sender = self.blocked_sender('s', c, 'old')
        sender.tempval = 'new'
        self.assertEqual(c.receive(), 'new')

    def test_S65_tempval_of_a_blocked_receiver(self):
        """It does not change what it receives, and send returns None."""
        c = stackless.channel()
        receiver = self.blocked_receiver('r', c)
        receiver.tempval = 'other'
        self.assertIsNone(c.send('value'))
        self.assertEqual(self.log, [('r', 'value')])

    def test_S66_deleting(self):
        """del t.tempval is treated as assigning None."""
        t = self.paused('t', lambda: self.note(stackless.schedule_remove('value')))
        t.run()
        del t.tempval
        self.assertIsNone(t.tempval)
        t.run()
        self.assertEqual(self.log, [None])


class Settable(StacklessTestCase):
    """4.6"""

    def test_S67_block_trap(self):
        """Takes int or bool, reads as bool."""
        t = stackless.tasklet()
        class Number(int):
            def __bool__(self):
                raise AssertionError('asked')
        for value, expected in ((True, True), (0, False), (5, True), (-1, True), (False, False), (1 << 100, True),
                                (Number(0), False), (Number(-1 << 100), True)):
            t.block_trap = value
            self.assertIs(t.block_trap, expected)
        for bad in ('1', None, 1.0, [1]):
            self.check_raises(TypeError, 'block_trap must be set to a bool or integer',
                              setattr, t, 'block_trap', bad)
            self.assertIs(t.block_trap, True)

    def test_S68_set_atomic_and_set_ignore_nesting(self):
        """One int or bool; the previous value is returned."""
        c = stackless.channel()
        targets = (stackless.tasklet(), stackless.tasklet(pause), self.paused('p'), self.ready('t'),
                   self.blocked_receiver('r', c), stackless.current)
        for t in targets:
            for name in ('atomic', 'ignore_nesting'):
                setter = getattr(t, 'set_' + name)
                self.assertIs(setter(True), False)
                self.assertIs(getattr(t, name), True)
                self.assertIs(setter(3), True)
                self.assertIs(setter(-1 << 100), True)
                self.assertIs(getattr(t, name), True)
                self.assertIs(setter(0), True)
                self.assertIs(setter(False), False)
                self.assertIs(getattr(t, name), False)
                for bad in ('1', None, 1.0):
                    self.check_raises(TypeError, 'set_%s needs exactly one bool or integer' % name, setter, bad)
                with self.assertRaises(TypeError):
                    setter()
                with self.assertRaises(TypeError):
                    setter(1, 1)


class Examples(StacklessTestCase):
    """The example programs of the section, with what they print."""

    def test_example_4_5(self):
        """tempval."""
        self.check_example('''\
import stackless
def waiter():
    print('got', stackless.schedule_remove('unused'))
t = stackless.tasklet(waiter)()
stackless.run()
print(t.paused, t.tempval)
t.tempval = 'answer'
t.insert()
stackless.run()
print(t.alive, t.tempval)
''', '''\
True unused
got answer
False None
''')


if __name__ == '__main__':
    unittest.main()
