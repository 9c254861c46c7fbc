"""Whatever is done inside of whatever Python calls by itself: queue and channels stay consistent, and everybody finishes.

A case is a hook, which calls a function of the program in the midst of something else, and an action that this function performs,
with tasklets around it that are ready, blocked and paused.  What comes of the action is not looked at, only that all is in order.
"""
import contextlib
import copy
import functools
import gc
import io
import itertools
import json
import pickle
import re
import unittest
import weakref

import stackless
from support import StacklessTestCase, run_queue, waiters

MOST_STEPS = 200        # until everybody has finished

# Hooks that collect garbage, which takes long, and how many of the actions they are tried with.
COLLECTING = 'del_method', 'weakref_callback'
SHARE = 4

HOOKS = {}
ACTIONS = {}


def hook(function):
    HOOKS[function.__name__] = function
    return function


def action(function):
    ACTIONS[function.__name__] = function
    return function


# Hooks: functions that call `act` in some way of Python's.

def special(name, use, result=None):
    """A special method that acts; `use` makes Python call it."""
    def perform(act):
        def method(self, *arguments):
            act()
            return result(self, *arguments) if callable(result) else result
        use(type('Special', (), {name: method}))
    HOOKS[name.strip('_') + '_method'] = perform


for name, use, result in [
        ('__repr__', lambda cls: repr([cls()]), 'repr'), ('__str__', lambda cls: '%s' % cls(), 'str'),
        ('__format__', lambda cls: f'{cls()}', 'format'), ('__bool__', lambda cls: not cls(), True),
        ('__len__', lambda cls: len(cls()), 1), ('__index__', lambda cls: [1][cls()], 0), ('__hash__', lambda cls: {cls(): 1}, 1),
        ('__lt__', lambda cls: sorted([cls(), cls(), cls()]), False), ('__add__', lambda cls: sum([cls(), 1], cls()), 1),
        ('__contains__', lambda cls: 1 in cls(), True), ('__getitem__', lambda cls: cls()[1], 1),
        ('__call__', lambda cls: list(map(cls(), [1, 2])), 1), ('__init__', lambda cls: cls(), None),
        ('__new__', lambda cls: cls(), lambda cls: object.__new__(cls)), ('__getattr__', lambda cls: cls().x, 1),
        ('__getattribute__', lambda cls: cls().x, 1), ('__setattr__', lambda cls: setattr(cls(), 'x', 1), None),
        ('__iter__', lambda cls: list(cls()), lambda self: iter([1, 2])), ('__get__', lambda cls: type('T', (), {'x': cls()})().x, 1),
        ('__set_name__', lambda cls: type('T', (), {'x': cls()}), None), ('__instancecheck__', lambda cls: isinstance(1, cls()), True),
        ('__reduce__', lambda cls: pickle.dumps(cls()), 'name'), ('__getstate__', lambda cls: copy.copy(cls()), None),
        ('__deepcopy__', lambda cls: copy.deepcopy([cls()]), None), ('__missing__', lambda cls: type('D', (dict, cls), {})()[1], 1),
        ('__length_hint__', lambda cls: list(type('I', (cls,), {'__iter__': lambda self: self, '__next__': next})()), 1)]:
    special(name, use, result)


class Equal:
    """Equal to all; hashed alike."""

    def __init__(self, act):
        self.act = act

    def __eq__(self, other):
        self.act()
        return True

    def __hash__(self):
        return 1


class Restored:
    """Acts when it is unpickled: `act` is found here, since it cannot be in the pickle."""
    act = None

    def __setstate__(self, state):
        Restored.act()

    def __reduce__(self):
        return Restored, (), 1


def acting(act):
    act()
    yield 1
    yield 2


@hook
def eq_of_keys(act):
    {Equal(act): 1}[Equal(act)]


@hook
def eq_in_a_list(act):
    [Equal(act)].index(1)


@hook
def setstate_method(act):
    data = pickle.dumps([Restored(), Restored()])
    Restored.act = staticmethod(act)
    pickle.loads(data)


@hook
def sort_key(act):
    sorted([3, 1, 2], key=lambda item: act() or item)


@hook
def key_of_max(act):
    max([1, 2, 3], key=lambda item: act() or item)


@hook
def generator(act):
    list(acting(act))


@hook
def unpacking(act):
    first, *rest = acting(act)


@hook
def iterator_of_join(act):
    ''.join(map(str, acting(act)))


@hook
def iterator_of_tools(act):
    dict(zip(itertools.chain(acting(act), acting(act)), filter(None, acting(act))))


@hook
def function_of_reduce(act):
    functools.reduce(lambda a, b: act() or a + b, [1, 2, 3])


@hook
def replacement_of_sub(act):
    re.sub('a', lambda match: act() or 'b', 'aaa')


@hook
def default_of_json(act):
    json.dumps([{1}], default=lambda value: act() or 1)


@hook
def object_hook_of_json(act):
    json.loads('[{}, {"a": 1}]', object_hook=lambda value: act() or value)


@hook
def write_of_print(act):
    class File:
        def write(self, text):
            act()
    print(1, 2, file=File())


@hook
def entering_and_leaving(act):
    class Context:
        def __enter__(self):
            act()
        def __exit__(self, *error):
            act()
    with Context():
        pass


@hook
def leaving_with_an_error(act):
    @contextlib.contextmanager
    def context():
        try:
            yield
        finally:
            act()
    with context():
        raise KeyError('inside')


@hook
def awaiting(act):
    async def inner():
        act()
    async def outer():
        await inner()
    with contextlib.suppress(StopIteration):
        outer().send(None)


@hook
def cached_function(act):
    functools.lru_cache(lambda x: act())(1)


@hook
def class_cell(act):
    class Meta(type):
        def __prepare__(name, bases):
            act()
            return {}
    class Made(metaclass=Meta):
        pass


@hook
def sequence_that_is_sent(act):
    c = stackless.channel()
    receiver = stackless.tasklet(lambda: (c.receive(), c.receive()))()
    try:
        c.send_sequence(acting(act))
    finally:
        receiver.kill()


@hook
def making_of_an_exception(act):
    class Made(Exception):
        def __init__(self):
            act()
    stackless.current.throw(Made)


@hook
def finally_of_a_killed_tasklet(act):
    def job():
        try:
            stackless.schedule_remove()
        finally:
            act()
    t = stackless.tasklet(job)()
    t.run()
    Case.current.extra.append(t)
    t.kill()


@hook
def nested_run(act):
    Case.current.extra.append(stackless.tasklet(act)())
    stackless.run()


@hook
def del_method(act):
    class Thing:
        def __del__(self):
            act()
    def make():
        Thing().x = 1
    make()
    gc.collect()


@hook
def weakref_callback(act):
    class Thing:
        pass
    def make():
        return weakref.ref(Thing(), lambda ref: act())
    ref = make()
    gc.collect()


@hook
def channel_callback(act):
    c = stackless.channel()
    stackless.set_channel_callback(lambda *arguments: act())
    Case.current.extra.append(stackless.tasklet(c.send)(1))
    c.receive()


@hook
def schedule_callback(act):
    stackless.set_schedule_callback(lambda previous, following: act())
    stackless.schedule()


# Actions: what is done there, with the tasklets of the case.

def on_each(name, operation, *victims):
    for victim in victims:
        ACTIONS[f'{name}_{victim}'] = lambda case, victim=victim: operation(case.tasklets[victim])


EVERYBODY = 'ready', 'receiver', 'sender', 'sleeper', 'actor', 'main'
on_each('kill', lambda t: t.kill(), *EVERYBODY[:-1])
on_each('kill_pending', lambda t: t.kill(pending=True), *EVERYBODY[:-1])
on_each('throw_to', lambda t: t.throw(KeyError, 'thrown', pending=True), *EVERYBODY[:-1])
on_each('run', lambda t: t.run(), *EVERYBODY)
on_each('switch_to', lambda t: t.switch(), *EVERYBODY)
on_each('remove', lambda t: t.remove(), 'ready', 'receiver', 'actor', 'main')
on_each('insert', lambda t: t.insert(), 'sleeper', 'sender', 'actor')
on_each('unbind', lambda t: t.bind(None), 'ready', 'sleeper', 'actor')


@action
def schedule(case):
    stackless.schedule()


@action
def schedule_remove(case):
    stackless.schedule_remove()


@action
def run_all(case):
    stackless.run()


@action
def send(case):
    case.receiving.send(1)


@action
def send_and_block(case):
    case.sending.send(1)


@action
def receive(case):
    case.sending.receive()


@action
def receive_and_block(case):
    case.receiving.receive()


@action
def send_an_exception(case):
    case.receiving.send_exception(ValueError, 'sent')


@action
def close_channels(case):
    case.receiving.close()
    case.sending.close()


@action
def make_a_tasklet(case):
    case.extra.append(stackless.tasklet(stackless.schedule)())
    case.extra[-1].run()


@action
def trap(case):
    stackless.switch_trap(1)
    try:
        stackless.schedule()
    finally:
        stackless.switch_trap(-1)


for error in ValueError, StopIteration, GeneratorExit, TaskletExit, SystemExit, KeyboardInterrupt, MemoryError:
    def raising(case, error=error):
        raise error('action')
    ACTIONS['raise_' + error.__name__] = raising


class Case:
    current = None

    def __init__(self, hook, action):
        Case.current = self
        self.action = ACTIONS[action]
        # Who is bound anew while he waits ends without his finally (S37).
        self.unbound = {action.removeprefix('unbind_')}
        self.receiving, self.sending = stackless.channel(), stackless.channel()
        self.begun, self.finished, self.extra = [], [], []
        self.acted = False
        jobs = [('receiver', self.receiving.receive), ('sender', lambda: self.sending.send(0)), ('sleeper', stackless.schedule_remove),
                ('actor', lambda: hook(self.act)), ('ready', stackless.schedule)]
        self.tasklets = {name: stackless.tasklet(self.job)(name, body) for name, body in jobs}
        self.tasklets['main'] = stackless.main

    def job(self, name, body):
        self.begun.append(name)
        try:
            body()
        finally:
            self.finished.append(name)

    def act(self):
        """Once only."""
        if not self.acted:
            self.acted = True
            self.action(self)

    @property
    def alive(self):
        return [t for t in [*self.tasklets.values(), *self.extra] if t.alive and t is not stackless.main]

    def check(self):
        """Each tasklet is in one place, and all counts are right."""
        queue = run_queue()
        assert len(queue) == stackless.runcount == len(set(queue)), 'the count of the queue'
        waiting = []
        for channel in self.receiving, self.sending:
            here = waiters(channel)
            assert abs(channel.balance) == len(here), 'the balance of a channel'
            waiting += here
        for t in self.alive:
            places = (t in queue) + t.blocked + t.paused
            assert places == 1, 'a tasklet is in %d places' % places
            assert (t in waiting) <= t.blocked, 'one that waits is not blocked'

    def go_on(self):
        """Lets somebody go on who cannot by himself."""
        for channel in self.receiving, self.sending:
            channel.open()
            if channel.balance < 0:
                return channel.send(1)
            if channel.balance > 0:
                return channel.receive()
        for t in self.alive:
            if t.paused:
                return t.insert()
        for t in self.alive:
            if t.blocked:
                return t.kill()

    def perform(self):
        for step in range(MOST_STEPS):
            with contextlib.suppress(BaseException):
                stackless.run()
            self.check()
            if not self.alive:
                break
            with contextlib.suppress(BaseException):
                self.go_on()
            self.check()
        assert self.acted, 'the hook has not been called'
        assert not self.alive, 'somebody has not finished'
        assert len(set(self.finished)) == len(self.finished), 'somebody has finished twice'
        assert set(self.begun) - set(self.finished) <= self.unbound, 'somebody was dropped'


class TestHooks(StacklessTestCase):

    def tearDown(self):
        Case.current = None
        super().tearDown()

    def perform(self, name):
        for action in list(ACTIONS)[::SHARE if name in COLLECTING else 1]:
            with self.subTest(action=action):
                try:
                    with contextlib.redirect_stderr(io.StringIO()):     # of callbacks that raise, and of __del__
                        Case(HOOKS[name], action).perform()
                finally:
                    stackless.set_channel_callback(None)
                    stackless.set_schedule_callback(None)
                self.assertEqual(run_queue(), [stackless.main])


for name in HOOKS:
    def test(self, name=name):
        self.perform(name)
    setattr(TestHooks, 'test_' + name, test)


if __name__ == '__main__':
    unittest.main()
