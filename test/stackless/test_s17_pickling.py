"""Section 17: pickling tasklets, channels and what they consist of."""
import array
import codecs
import collections
import copy
import contextvars
import datetime
import decimal
import functools
import io
import itertools
import json
import math
import operator
import os
import pickle
import re
import struct
import sys
import threading
import traceback
import types
import typing
import unittest
import weakref

import stackless
from support import StacklessTestCase, needs_threads, outcome, spin, state, waiters

PROTOCOLS = range(pickle.HIGHEST_PROTOCOL + 1)
pause = stackless.schedule_remove
out = []                # module globals are pickled by reference: copies write here too
global_channel = stackless.channel()


def copied(value, protocol=pickle.HIGHEST_PROTOCOL):
    """What comes back from a pickle."""
    return pickle.loads(pickle.dumps(value, protocol))


def count_to(n):
    total = 0
    for i in range(n):
        total += i
        pause(total)
    out.append(total)


# The methods of out are looked up after the switch: what was evaluated before is copied (S251).
# The functions here do not refer to the test case, whose names hold the current tasklet.

def waiting(channel, name):
    value = channel.receive()
    out.append((name, value))


def sending(channel, value):
    channel.send(value)


def receiving_from_global():
    value = global_channel.receive()
    out.append(value)


def raised():
    def inner():
        raise ValueError('v')
    def outer():
        inner()
    try:
        outer()
    except ValueError:
        return sys.exc_info()


class Asked:
    """What it gives when it is awaited is sent to whoever awaits."""
    def __await__(self):
        return (yield 'asked')


async def asking():
    try:
        yield await Asked()
    except ValueError:
        yield 'caught', await Asked()


async def five():
    return 5


async def waits_then(value):
    await Asked()
    return value


def twice(value):
    yield value
    yield value


class Base(list):
    """Its methods have other names than their functions."""

    def step(self, n):
        return 'step', n

    def replace(self, n):
        return 'replace', n

    def make(cls, n):
        return cls.__name__, n

    other = step
    short = lambda self, n: ('short', n)
    made = classmethod(make)
    del make


class Derived(Base):

    def step(self, n):
        return 'derived', n

    def append(self, n):
        raise AssertionError

    def __hidden(self, n):
        return 'hidden', n

    def hidden(self):
        return self.__hidden

    def overridden(self):
        return super().step

    def replaced(self):
        method, self.replace = self.replace, None
        return method

    def above(self):
        append = super().append
        return super().step(pause() and 10), super().append(pause() and 11), append(12)


class InitSubclass(stackless.tasklet):
    """A subclass with attributes."""
    __slots__ = ('slot', '__dict__')


class NeedsArgument(stackless.tasklet):
    def __new__(cls, *args):
        return super().__new__(cls)

    def __init__(self, needed):
        super().__init__()


class OwnReduce(stackless.tasklet):
    def __reduce__(self):
        kind, args, state = super().__reduce__()
        return kind, args, (state, self.name)

    def __setstate__(self, state):
        self.name = state[1]
        return super().__setstate__(state[0])


class PickleTestCase(StacklessTestCase):

    def setUp(self):
        super().setUp()
        del out[:]
        self.flags = stackless.pickle_flags(), stackless.pickle_flags_default()

    def tearDown(self):
        stackless.pickle_flags(self.flags[0])
        stackless.pickle_flags_default(self.flags[1])
        super().tearDown()

    def suspended(self, function, *args):
        """A tasklet that ran up to its first switch."""
        t = self.paused('t', function, *args)
        t.run()
        return t

    def copy_of(self, value):
        """The copy from a pickle; a tasklet is given a name, so that it is cleaned up."""
        result = copied(value)
        if isinstance(result, stackless.tasklet):
            self.names[result] = 'copy'
        return result


class What(PickleTestCase):
    """17.1"""

    def test_S231_all_picklers(self):
        """Both implementations, all protocols, subclasses, private dispatch tables."""
        class Sub(pickle.Pickler):
            def persistent_id(self, value):
                return None
        def with_pickler(cls, value, protocol, table=None):
            stream = io.BytesIO()
            pickler = cls(stream, protocol)
            if table is not None:
                pickler.dispatch_table = table
            pickler.dump(value)
            return stream.getvalue()
        import copyreg
        t = self.suspended(count_to, 3)
        for protocol in PROTOCOLS:
            for dump in (lambda: pickle.dumps(t, protocol), lambda: pickle._dumps(t, protocol),
                         lambda: with_pickler(Sub, t, protocol),
                         lambda: with_pickler(pickle.Pickler, t, protocol, copyreg.dispatch_table.copy()),
                         lambda: with_pickler(pickle._Pickler, t, protocol)):
                data = dump()
                for load in (pickle.loads, pickle._loads):
                    u = load(data)
                    while u.alive:
                        u.run()
        self.assertEqual(out, [3] * (10 * len(PROTOCOLS)))

    def test_S232_current_tasklet(self):
        """It cannot be pickled, also indirectly."""
        text = 'RuntimeError: You cannot __reduce__ the tasklet which is current.'
        self.assertEqual(outcome(stackless.current.__reduce__), text)
        self.assertEqual(outcome(pickle.dumps, stackless.current), text)
        self.assertEqual(outcome(pickle.dumps, [stackless.current]), text)
        self.ready('t', lambda: self.note(outcome(pickle.dumps, {'a': stackless.current})))
        stackless.run()
        self.assertEqual(self.log, [text])

    def test_S95_reduce_in_every_state(self):
        """__reduce__ works in every state but current."""
        c = stackless.channel()
        for t in (stackless.tasklet(), stackless.tasklet(int), self.paused('p', int), self.ready('r', int),
                  self.blocked_receiver('b', c)):
            before = state(t)
            self.assertEqual(len(t.__reduce__()), 3)
            self.assertEqual(state(t), before)

    def test_S233_channels(self):
        """With all waiting tasklets and their values."""
        c = stackless.channel()
        for value in (1, 'two', [3]):
            self.suspended(sending, c, value)
        d = self.copy_of(c)
        self.assertEqual(d.balance, 3)
        self.assertEqual([d.receive() for i in range(3)], [1, 'two', [3]])
        self.assertEqual((d.balance, c.balance), (0, 3))
        stackless.run()

    def test_S234_functions(self):
        """Global ones by reference, others by value."""
        self.assertIs(copied(count_to), count_to)
        cell = 5
        def nested(a, b=2, *, c: int = 3):
            """doc"""
            return a + b + c + cell
        nested.attribute = 'x'
        f = copied(nested)
        self.assertIsNot(f, nested)
        self.assertEqual(f(1), 11)
        for name in ('__name__', '__qualname__', '__module__', '__doc__', '__defaults__', '__kwdefaults__',
                     '__annotations__', '__dict__'):
            self.assertEqual(getattr(f, name), getattr(nested, name))
        self.assertIs(f.__globals__, globals())
        self.assertEqual(copied(lambda x: x * 2)(4), 8)

    def test_S235_module_dictionaries(self):
        """They are references."""
        self.assertIs(copied(globals()), globals())
        self.assertIs(copied(sys.__dict__), sys.__dict__)

    def test_S236_code_cells_modules(self):
        """Code objects, cells, modules."""
        import os.path
        code = copied(count_to.__code__)
        self.assertEqual(code, count_to.__code__)
        def make():
            value = [1]
            def inner():
                return value, later
            if value:
                return inner.__closure__
            later = 0
        for cell in copied(make()):
            self.assertIs(type(cell), types.CellType)
        empty = copied(types.CellType())
        with self.assertRaises(ValueError):
            empty.cell_contents
        cell = types.CellType()
        cell.cell_contents = cell
        loop = copied(cell)
        self.assertIs(loop.cell_contents, loop)
        self.assertIs(copied(sys), sys)
        self.assertIs(copied(os.path), os.path)
        module = types.ModuleType('some_module_that_is_not_imported')
        module.value = 5
        self.assertEqual(copied(module).value, 5)

    def test_S237_generators(self):
        """Not started, suspended, exhausted; they continue independently."""
        def inner():
            got = yield 'a'
            yield got
        def outer():
            for i in range(2):
                try:
                    yield from inner()
                finally:
                    yield i
        fresh = outer()
        self.assertEqual(list(copied(fresh)), list(outer()))
        g = outer()
        self.assertEqual(next(g), 'a')
        h = copied(g)
        self.assertEqual((g.send(1), h.send(2)), (1, 2))
        self.assertEqual(list(g), list(h))
        self.assertEqual(list(copied(g)), [])
        self.assertEqual((h.__name__, h.__qualname__), (g.__name__, g.__qualname__))
        x = (n * n for n in range(4))
        next(x)
        y = copied(x)
        self.assertEqual((list(x), list(y)), ([1, 4, 9], [1, 4, 9]))

    def test_S237_coroutines(self):
        """Suspended in await, and the objects from __await__."""
        class Awaitable:
            def __await__(self):
                return (yield 'awaited')
        global S17Awaitable
        S17Awaitable = Awaitable
        Awaitable.__qualname__ = 'S17Awaitable'
        async def coroutine():
            return [await Awaitable(), 'end']
        for make in (coroutine, lambda: coroutine().__await__()):
            c = make()
            self.assertEqual(c.send(None), 'awaited')
            d = copied(c)
            for one, value in ((c, 1), (d, 2)):
                with self.assertRaises(StopIteration) as caught:
                    one.send(value)
                self.assertEqual(caught.exception.value, [value, 'end'])

    def test_S237_async_generators(self):
        """Suspended between items."""
        async def agen():
            for i in range(3):
                yield i
        def step(g):
            try:
                g.__anext__().send(None)
            except StopIteration as error:
                return error.value
            except StopAsyncIteration:
                return 'end'
        g = agen()
        self.assertEqual(step(g), 0)
        h = copied(g)
        self.assertEqual([step(g), step(g), step(g)], [1, 2, 'end'])
        self.assertEqual([step(h), step(h), step(h)], [1, 2, 'end'])

    def test_S237_awaitables_of_async_generators(self):
        """Not started and suspended; the generator comes along."""
        def result(awaitable, *sent):
            try:
                for value in sent:
                    awaitable.send(value)
            except StopIteration as error:
                return error.value
        for make in (lambda g: g.__anext__(), lambda g: g.asend(None)):
            awaitable = make(asking())
            other = copied(awaitable)
            self.assertEqual((result(awaitable, None, 1), result(other, None, 2)), (1, 2))
            awaitable = make(asking())
            awaitable.send(None)
            other = copied(awaitable)
            self.assertEqual((result(awaitable, 1), result(other, 2)), (1, 2))
        generator = asking()
        result(generator.__anext__(), None, 1)
        awaitable = generator.athrow(ValueError('v'))
        other = copied(awaitable)
        self.assertEqual((result(awaitable, None, 1), result(other, None, 2)), (('caught', 1), ('caught', 2)))

    def test_S237_what_is_told_of_coroutines(self):
        """Names, the origin, and that one has ended."""
        depth = sys.get_coroutine_origin_tracking_depth()
        self.addCleanup(sys.set_coroutine_origin_tracking_depth, depth)
        sys.set_coroutine_origin_tracking_depth(2)
        coroutine = five()
        coroutine.__name__, coroutine.__qualname__ = 'name', 'qualname'
        other = copied(coroutine)
        self.assertEqual((other.__name__, other.__qualname__), ('name', 'qualname'))
        self.assertEqual(len(other.cr_origin), 2)
        self.assertEqual(other.cr_origin, coroutine.cr_origin)
        other.close()
        with self.assertRaises(StopIteration):
            coroutine.send(None)
        self.check_raises(RuntimeError, 'cannot reuse already awaited coroutine', copied(coroutine).send, None)

    def test_S238_tracebacks(self):
        """Line numbers, links, frames."""
        info = raised()
        kind, value, tb = copied(info)
        self.assertEqual((kind, value.args), (ValueError, ('v',)))
        entries = [[(entry.name, entry.lineno) for entry in traceback.extract_tb(one)] for one in (info[2], tb)]
        self.assertEqual(entries[0], entries[1])
        self.assertIs(tb.tb_next.tb_next.tb_frame.f_back, tb.tb_next.tb_frame)

    def test_S239_frames(self):
        """A frame by itself cannot be pickled."""
        with self.assertRaises(TypeError):
            pickle.dumps(sys._getframe())

    def test_S240_views_and_iterators(self):
        """With their position."""
        for make in (lambda: iter([1, 2, 3]), lambda: iter((1, 2, 3)), lambda: iter('abc'), lambda: iter(b'abc'),
                     lambda: iter(range(5)), lambda: reversed([1, 2, 3]), lambda: enumerate('abc'),
                     lambda: zip('abc', 'def'), lambda: map(str, [1, 2, 3]), lambda: filter(None, [1, 2, 3]),
                     lambda: iter({1: 2, 3: 4}), lambda: iter({1: 2, 3: 4}.items()), lambda: iter({1, 2, 3}),
                     lambda: iter({1: 2, 3: 4}.values()), lambda: itertools.count(3),
                     lambda: itertools.chain('ab', 'c')):
            iterator = make()
            next(iterator)
            again = copied(iterator)
            self.assertEqual(list(itertools.islice(again, 3)), list(itertools.islice(iterator, 3)))
        d = {'a': 1, 'b': 2}
        for view in (d.keys(), d.values(), d.items()):
            again = copied(view)
            self.assertIs(type(again), type(view))
            self.assertEqual(list(again), list(view))
        whole, keys = copied((d, d.keys()))
        whole['c'] = 3
        self.assertEqual(list(keys), ['a', 'b', 'c'])

    def test_S240_itertools(self):
        """All of them, in their midst."""
        for make in (lambda: itertools.accumulate([1, 2, 3]), lambda: itertools.combinations('abc', 2), lambda: itertools.cycle('ab'),
                     lambda: itertools.compress('abc', [1, 1, 1]), lambda: itertools.dropwhile(bool, [1, 0, 2, 3]),
                     lambda: itertools.filterfalse(None, [0, 0, 1]), lambda: itertools.islice('abcd', 3),
                     lambda: itertools.permutations('abc'), lambda: itertools.product('ab', 'cd'), lambda: itertools.repeat(1, 5),
                     lambda: itertools.starmap(max, [(1, 2), (3, 4)]), lambda: itertools.takewhile(bool, [1, 2, 0]),
                     lambda: itertools.zip_longest('a', 'bc'), lambda: itertools.tee('abc')[0], lambda: itertools.pairwise('abc'),
                     lambda: itertools.batched('abcdef', 2), lambda: iter(lambda: 1, 2),
                     lambda: ((key, list(group)) for key, group in itertools.groupby('aab'))):
            iterator = make()
            next(iterator)
            again = copied(iterator)
            self.assertEqual(list(itertools.islice(again, 3)), list(itertools.islice(iterator, 3)))

    def test_S241_methods_and_module_functions(self):
        """Bound methods, method wrappers, stackless functions and classes, bombs."""
        items = [1]
        again, append = copied((items, items.append))
        append(2)
        self.assertEqual((items, again), ([1], [1, 2]))
        self.assertEqual(copied([1].__len__)(), 1)
        c, receive = copied((stackless.channel(), stackless.channel().receive))
        self.assertIsInstance(receive.__self__, stackless.channel)
        self.assertIsInstance(copied(stackless.tasklet().insert).__self__, stackless.tasklet)
        for value in (stackless.schedule, stackless.run, stackless.tasklet, stackless.channel, stackless.bomb,
                      stackless.getcurrent, TaskletExit):
            self.assertIs(copied(value), value)
        bomb = copied(stackless.bomb(ValueError, 'v'))
        self.assertEqual((bomb.type, bomb.value, bomb.traceback), (ValueError, 'v', None))

    def test_S242_not_picklable(self):
        """TypeError or PicklingError; a tasklet holding one is unchanged."""
        class Local:
            pass
        values = [threading.Lock(), property(), io.TextIOWrapper(io.BytesIO()), weakref.ref(Local), sys._getframe(), Local, Local(), types.MappingProxyType({}), contextvars.Context(),
                  contextvars.ContextVar('x'), stackless.atomic(), stackless.current.cstate]
        for value in values:
            with self.assertRaises((TypeError, pickle.PicklingError, AttributeError)):
                pickle.dumps(value)
        def job():
            lock = threading.Lock()
            pause()
            out.append(type(lock))
        t = self.suspended(job)
        with self.assertRaises((TypeError, pickle.PicklingError)):
            pickle.dumps(t)
        self.assertEqual(state(t), 'paused')
        t.run()
        self.assertEqual(len(out), 1)

    def test_S243_identity_in_one_pickle(self):
        """Objects pickled together refer to each other as before."""
        c = stackless.channel()
        t = self.suspended(waiting, c, 'a')
        d, u, items = copied((c, t, [c, t]))
        self.assertIs(u._channel, d)
        self.assertIs(items[0], d)
        self.assertIs(items[1], u)
        d.send('v')
        self.assertEqual(out, [('a', 'v')])

    def test_S244_copy(self):
        """copy.copy makes an independent paused tasklet."""
        t = self.suspended(count_to, 3)
        t.insert()
        u = copy.copy(t)
        self.names[u] = 'u'
        self.assertEqual((state(t), state(u)), ('ready', 'paused'))
        while u.alive:
            u.run()
        self.assertIn(3, out)
        items = [1]
        self.assertIs(copy.copy(types.CellType(items)).cell_contents, items)
        self.assertIs(copy.copy(items.append).__self__, items)
        whole = {'a': items}
        values = copy.copy(whole.values())
        whole['b'] = 2
        self.assertEqual(list(values), [items, 2])
        generator = twice(items)
        next(generator)
        other = copy.copy(generator)
        self.assertTrue(next(generator) is next(other) is items)
        coroutine = waits_then(items)
        coroutine.send(None)
        for each in coroutine, copy.copy(coroutine):
            with self.assertRaises(StopIteration) as caught:
                each.send(None)
            self.assertIs(caught.exception.value, items)
        tb = raised()[2]
        other = copy.copy(tb)
        self.assertIsNot(other, tb)
        self.assertIs(other.tb_frame, tb.tb_frame)
        with self.assertRaises(TypeError):
            copy.copy(sys._getframe())


class AfterLoading(PickleTestCase):
    """17.2"""

    def test_S245_states(self):
        """Paused and ready become paused."""
        c = stackless.channel()
        done = self.paused('done')
        done.run()
        ready = self.suspended(count_to, 2).insert()
        for t, expected in ((stackless.tasklet(), 'empty'), (stackless.tasklet(count_to), 'bound'),
                            (stackless.tasklet(count_to, (2,)), 'paused'), (self.suspended(count_to, 2), 'paused'),
                            (ready, 'paused'), (self.suspended(waiting, c, 'a'), 'blocked'), (done, 'empty')):
            u = self.copy_of(t)
            self.assertEqual((state(u), u.thread_id), (expected, t.thread_id))
        self.assertEqual(self.queue(), ['main', 't'])

    def test_S246_channel_comes_with_its_waiters(self):
        """All other waiters, in their order."""
        c = stackless.channel()
        ts = [self.suspended(waiting, c, name) for name in 'abc']
        d = self.copy_of(ts[1])._channel
        self.assertEqual((d.balance, c.balance), (-3, -3))
        for value in (1, 2, 3):
            d.send(value)
        self.assertEqual(out, [('a', 1), ('b', 2), ('c', 3)])
        self.assertEqual(c.balance, -3)

    def test_S246_ways_to_the_channel(self):
        """Stored method, for loop, send_sequence, the tasklet's own callable."""
        def make():
            c = stackless.channel()
            receive = c.receive
            def by_method():
                value = receive()
                out.append(value)
            def by_loop():
                for value in c:
                    out.append(value)
            return by_method, by_loop, c.receive, c
        for index in range(3):
            u = self.copy_of(self.suspended(make()[index]))
            self.assertEqual((state(u), u._channel.balance), ('blocked', -1))
            u._channel.send(index)
            if u.alive:
                u.kill()
        self.assertEqual(out, [0, 1])
        c = make()[3]
        u = self.copy_of(self.suspended(lambda: c.send_sequence('xyz')))
        d = u._channel
        self.assertEqual([d.receive() for i in range(3) if stackless.run() is None], ['x', 'y', 'z'])

    def test_S247_global_channel(self):
        """It is not part of the pickle; the copy is paused."""
        t = self.suspended(receiving_from_global)
        u = self.copy_of(t)
        self.assertEqual((state(t), state(u), global_channel.balance), ('blocked', 'paused', -1))
        u.run()
        u = self.copy_of(t)
        u.tempval = 'assigned'
        u.run()
        self.assertEqual(out, [None, 'assigned'])
        t.kill()

    def test_S248_what_is_kept(self):
        """tempval, flags, depth, locals, handled exception, positions."""
        def job():
            try:
                raise KeyError('k')
            except KeyError:
                for i in [10, 20, 30]:
                    pause(i)
                    out.append((i, sys.exc_info()[0]))
        t = self.paused('t', job)
        t.set_atomic(True)
        t.set_ignore_nesting(True)
        t.block_trap = True
        t.run()
        t.run()
        del out[:]
        u = self.copy_of(t)
        self.assertEqual((u.tempval, u.atomic, u.ignore_nesting, u.block_trap), (20, True, True, True))
        self.assertEqual((u.recursion_depth, u.frame.f_locals['i'], u.frame.f_lineno),
                         (1, 20, t.frame.f_lineno))
        u.run()
        u.run()
        self.assertEqual(out, [(20, KeyError), (30, KeyError)])

    def test_S248_how_exceptions_were_raised(self):
        """Tracebacks, contexts and causes of what is being handled; the variables of functions that have ended are not pickled."""
        def failing():
            lock = threading.Lock()
            with lock:
                raise KeyError('k')
        def described(e):
            names = [frame.name for frame in traceback.extract_tb(e.__traceback__)]
            return repr(e), names, e.__cause__ and described(e.__cause__), repr(e.__context__), e.__suppress_context__
        def in_handler():
            try:
                failing()
            except KeyError as e:
                pause()
                tb = e.__traceback__
                out.append((described(e), tb.tb_frame is sys._getframe(), 'lock' in tb.tb_next.tb_frame.f_locals))
        def in_finally():
            try:
                failing()
            finally:
                pause()
        def outer():
            try:
                in_finally()
            except KeyError as e:
                out.append(described(e))
        def chained():
            try:
                try:
                    failing()
                except KeyError as e:
                    raise ExceptionGroup('g', [ValueError(1), e]) from e
            except* Exception as e:
                pause()
                out.append((described(e), described(e.exceptions[0])))
        for function in in_handler, outer, chained:
            t = self.suspended(function)
            u = self.copy_of(self.copy_of(t))
            t.run()
            u.run()
            first, second = out[-2:]
            if function is in_handler:
                first, second = first[:2], second[:2]
                self.assertEqual([each[2] for each in out[-2:]], [True, False])
            self.assertEqual(first, second)

    def test_S249_subclasses(self):
        """The class is kept, its attributes are not."""
        t = InitSubclass(count_to, (2,))
        t.slot = t.other = 1
        u = self.copy_of(t)
        self.assertIs(type(u), InitSubclass)
        self.assertFalse(hasattr(u, 'slot'))
        self.assertFalse(hasattr(u, 'other'))
        data = pickle.dumps(NeedsArgument(1))
        with self.assertRaises(TypeError):
            pickle.loads(data)
        own = OwnReduce(count_to)
        own.name = 'kept'
        self.assertEqual(self.copy_of(own).name, 'kept')

    def test_S250_several_copies(self):
        """Each continues independently, and the original too."""
        t = self.suspended(count_to, 4)
        data = pickle.dumps(t)
        for u in (pickle.loads(data), t, pickle.loads(data)):
            while u.alive:
                u.run()
        self.assertEqual(out, [6] * 3)

    def test_S251_evaluated_operands(self):
        """A list whose method was evaluated before blocking is copied."""
        c = stackless.channel()
        t = self.suspended(lambda: out.append(c.receive()))
        self.copy_of(t)._channel.send('copy')
        self.assertEqual(out, [])
        c.send('original')
        self.assertEqual(out, ['original'])

    def test_S252_channel_attributes(self):
        """preference, schedule_all, closing."""
        c = stackless.channel()
        c.preference, c.schedule_all = 1, 1
        c.close()
        d = copied(c)
        self.assertEqual((d.preference, d.schedule_all, d.closing, d.closed), (1, 1, True, True))

    def test_S253_reduce(self):
        """A triple with a tuple of state."""
        t = self.suspended(count_to, 3)
        kind, args, values = t.__reduce__()
        self.assertEqual((kind, args, type(values)), (stackless.tasklet, (), tuple))
        self.assertEqual(values[1], 0)
        self.assertIsInstance(values[0], int)
        self.assertEqual([frame.f_code.co_name for frame in values[3] if hasattr(frame, 'f_code')], ['count_to'])
        self.assertEqual(stackless.tasklet().__reduce_ex__(2)[2][3], [])
        u = stackless.tasklet()
        self.names[u] = 'u'
        self.assertIs(u.__setstate__(values), u)
        self.assertEqual(state(u), 'paused')
        self.assertEqual(outcome(u.__setstate__, values), 'RuntimeError: tasklet is alive')
        with self.assertRaises(TypeError):
            stackless.tasklet().__setstate__(5)
        with self.assertRaises(TypeError):
            stackless.tasklet().__setstate__(('x',))

    def test_S166_blocked_in_send_sequence(self):
        """It goes on with the rest of the sequence."""
        c = stackless.channel()
        u = self.copy_of(self.suspended(lambda: out.append(c.send_sequence([1, 2]))))
        d = u._channel
        self.assertEqual((d.receive(), d.balance), (1, 0))
        stackless.run()
        self.assertEqual(d.receive(), 2)
        stackless.run()
        self.assertEqual(out, [])
        self.assertFalse(u.alive)

    def test_S121_interrupted_tasklet(self):
        """One interrupted by the watchdog can be pickled."""
        t = self.ready('t', lambda: (spin(3000), out.append('end')))
        self.assertIs(stackless.run(500), t)
        u = self.copy_of(t)
        u.run()
        t.run()
        self.assertIn('end', out)


global_runner = []


def pickle_runner():
    data = pickle.dumps(global_runner[0])
    out.append(data)


def run_inner():
    stackless.tasklet(pickle_runner)()
    stackless.run()


class Restorable(PickleTestCase):
    """17.3"""

    def test_S254_not_restorable(self):
        """Such a copy can be looked at, but not run."""
        def key(value):
            pause()
            return value
        def job():
            try:
                sorted([1], key=key)
            finally:
                out.append('finally')
        t = self.suspended(job)
        level = t.nesting_level
        u = self.copy_of(t)
        self.assertEqual((u.restorable, u.nesting_level), (True, 0))
        if level:
            with self.assertRaises(RuntimeError) as caught:
                u.run()
            self.assertTrue(str(caught.exception).startswith('cannot execute invalid frame with'))
            self.assertTrue(str(caught.exception).endswith("frame had a C state that can't be restored."))
            self.assertEqual((u.alive, out), (False, []))
        else:
            u.run()
            self.assertEqual((u.alive, out), (False, ['finally']))

    def test_S255_runners(self):
        """Main and tasklets inside run() cannot be resumed when loaded."""
        runner = self.ready('outer', run_inner)
        global_runner.append(runner)
        try:
            stackless.run()
        finally:
            global_runner.clear()
        u = pickle.loads(out[0])
        with self.assertRaises(RuntimeError) as caught:
            u.run()
        self.assertTrue(str(caught.exception).startswith('cannot execute invalid frame with'))
        self.assertFalse(u.alive)

    def check_resumes(self, function, expected):
        """Pickled at every switch, the copies produce what the original would."""
        del out[:]
        t = self.paused('t', function)
        while t.alive:
            t = copied(t)
            self.names[t] = 'copy'
            self.assertTrue(t.restorable)
            t.run()
        self.assertEqual(out, expected)

    def test_S256_loops(self):
        """for over many kinds of iterables."""
        iterables = ([1, 2], (1, 2), range(1, 3), {1, 2}, {1: 1, 2: 2}, {1: 1, 2: 2}.keys(), {0: 1, 1: 2}.values())
        for iterable in iterables:
            def job():
                for value in iterable:
                    pause()
                    out.append(value)
            self.check_resumes(job, [1, 2])
        def enumerated():
            for pair in enumerate('ab'):
                pause()
                out.append(pair)
        self.check_resumes(enumerated, [(0, 'a'), (1, 'b')])

    def test_S256_with_and_try(self):
        """Enter, body and exit; except and finally; suppression."""
        def suppressed():
            with Pausing(True):
                pause()
                raise KeyError
            out.append('suppressed')
        self.check_resumes(suppressed, ['enter', 'exit KeyError', 'suppressed'])
        def plain():
            with Pausing(False):
                pause()
        self.check_resumes(plain, ['enter', 'exit None'])
        def clauses():
            try:
                try:
                    pause()
                    raise KeyError('k')
                except KeyError as error:
                    pause()
                    raise ValueError(error.args)
                finally:
                    pause()
                    out.append('finally')
            except ValueError as error:
                pause()
                out.append(error.args)
        self.check_resumes(clauses, ['finally', (('k',),)])

    def test_S256_calls(self):
        """Recursion, nested functions with cells, __init__, generators."""
        def recursive():
            def depth(n):
                if n == 0:
                    pause()
                    return 0
                return 1 + depth(n - 1)
            result = depth(20)
            out.append(result)
        self.check_resumes(recursive, [20])
        def cells():
            total = 0
            def add(n):
                nonlocal total
                pause()
                total += n
            for i in range(4):
                add(i)
            out.append(total)
        self.check_resumes(cells, [6])
        def init():
            made = PausingInit(5)
            out.append(made.value)
        self.check_resumes(init, [5])
        def generators():
            def gen():
                for i in range(3):
                    pause()
                    yield i
            for value in gen():
                out.append(value)
        self.check_resumes(generators, [0, 1, 2])

    def test_S256_not_started(self):
        """With any picklable callable, built-ins included."""
        for t in (stackless.tasklet(len, ('abc',)), stackless.tasklet(out.append, (1,)),
                  stackless.tasklet(count_to, (0,)), stackless.tasklet(PausingInit, (1,))):
            u = self.copy_of(t)
            self.assertEqual((state(u), u.restorable), ('paused', True))
            while u.alive:
                u.run()


class Pausing:
    """Switches on entering and leaving."""

    def __init__(self, suppress):
        self.suppress = suppress

    def __enter__(self):
        pause()
        out.append('enter')

    def __exit__(self, kind, *args):
        pause()
        out.append('exit %s' % (kind and kind.__name__))
        return self.suppress


class PausingInit:
    def __init__(self, value):
        pause()
        self.value = value


class PausingKey:
    """Switches when it is compared; all have the same hash."""
    def __init__(self, n):
        self.n = n
    def __hash__(self):
        return 1
    def __eq__(self, other):
        if None in (self.n, other.n):
            out.append(('eq', self.n))
            pause()
        return self.n == other.n


class Waits:
    """Its truth is known when its tasklet is resumed."""
    def __bool__(self):
        pause()
        return True


def closures():
    """A function that runs, whose variables are shared with another one."""
    items = []
    n = 0
    def inner():
        nonlocal n
        for _ in range(2):
            n += 1
            items.append(n)
            pause()
    def run():
        inner()
        out.append((n, items, again() is run))
    def again():
        return run
    return run, lambda: (n, items)


class Copies(PickleTestCase):
    """Beyond the statements: deep copies, code that was replaced, natives that wait."""

    def test_S244_deepcopy_copies_closures(self):
        """Of functions that the frames refer to; copy.copy shares them."""
        run, look = closures()
        t = self.suspended(run)
        u = copy.deepcopy(t)
        self.names[u] = 'copy'
        while u.alive:
            u.run()
        self.assertEqual(look(), (1, [1]))
        self.assertEqual(out, [(2, [1, 2], True)])
        self.assertIs(copy.deepcopy(look), look)
        v = copy.copy(t)
        self.names[v] = 'copy'
        while v.alive:
            v.run()
        self.assertEqual(look(), (2, [1, 2]))

    def test_S236_replaced_code(self):
        """A generator of code made by code.replace() goes on with that code."""
        def function(a):
            yield a
            yield a + 1
        function.__code__ = function.__code__.replace(co_name='other', co_firstlineno=77)
        g = function(1)
        next(g)
        h = self.copy_of(g)
        self.assertEqual((h.gi_code.co_name, h.gi_code.co_firstlineno, next(h)), ('other', 77, 2))
        self.assertEqual(list(self.copy_of(function)(5)), [5, 6])

    def test_S256_natives_that_wait(self):
        """Arguments that are converted, and iterators that are made."""
        def converting():
            divisor = math.gcd(12, Slow(8), 20)
            zipped = zip('ab', Slow(2), strict=Waits())
            mapped = map(max, [1, 5], Slow(2))
            stackless.tasklet().kill(Waits())
            index = operator.index(Slow(3))
            out.extend([divisor, list(zipped), list(mapped), index])
        for copying in copied, copy.copy, copy.deepcopy:
            del out[:]
            t = self.suspended(converting)
            while t.alive:
                u = copying(t)
                self.names[u] = 'copy'
                t.kill()
                t = u
                t.run()
            self.assertEqual(out, [4, [('a', 0), ('b', 1)], [1, 5], 3])


    def goes_on(self, function, *args):
        """What it gives when its tasklet goes through a pickle at each switch."""
        def job():
            result = function(*args)
            out.append(result)
        del out[:]
        t = self.suspended(job)
        while t.alive:
            u = self.copy_of(t)
            t.kill()
            t = u
            t.run()
        return out.pop()

    def test_S256_methods_of_other_names(self):
        """A frame goes on with the method that it had, whatever its object has under the name of the function."""
        def job(derived):
            other, short, made, hidden = derived.other, derived.short, Derived.made, derived.hidden()
            overridden, replaced, maximum = derived.overridden(), derived.replaced(), types.MethodType(max, 5)
            by_name = derived.step
            methods = {'step': by_name}
            pause()
            result = [other(1), short(2), made(3), hidden(4), overridden(5), replaced(6), maximum(7), by_name(8)]
            return result, methods['step'] is by_name, derived.short(pause() and 9), derived.above(), derived
        self.assertEqual(self.goes_on(job, Derived()), (
            [('step', 1), ('short', 2), ('Derived', 3), ('hidden', 4), ('step', 5), ('replace', 6), 7, ('derived', 8)],
            True, ('short', 9), (('step', 10), None, None), [11, 12]))

    def test_S241_methods_of_other_names(self):
        """Where no frame holds them they are what CPython makes of them: what the object has under the name of the function."""
        derived = Derived()
        again = copied([derived.other, derived.overridden()])
        self.assertEqual([method(1) for method in again], [('derived', 1), ('derived', 1)])
        self.assertRaises(AttributeError, copied, derived.hidden())

    def test_S256_keys_that_wait(self):
        """A look-up goes on with the next key, though the table has been made anew."""
        def job(container):
            found = PausingKey(None) in container
            out.append(found)
        keys = [PausingKey(n) for n in range(9)]
        for make in dict.fromkeys, set:
            container = make(keys)
            for n in 1, 2, 6:
                container.remove(keys[n]) if make is set else container.pop(keys[n])
            t = self.suspended(job, container)
            while t.alive:
                t = self.copy_of(t)
                t.run()
            self.assertEqual(out, [('eq', n) for n in (0, 3, 4, 5, 7, 8)] + [False])
            del out[:]

    def test_S256_methods_that_wait(self):
        """For an argument; of classes whose methods are made several at a time, and of several arguments."""
        for function, args, expected in [
                ('banana'.find, ('a', Slow(2)), 3),
                (b'banana'.rindex, (b'a', Slow(0), Slow(5)), 3),
                ('a'.ljust, (Slow(3), '-'), 'a--'),
                (b'ab'.hex, (':', Slow(1)), '61:62'),
                (re.compile('a').search, ('banana', Slow(2)), re.search('a', 'banana')),
                (array.array('h', [1, 2]).__mul__, (Slow(2),), array.array('h', [1, 2, 1, 2])),
                (struct.pack, ('<hh', Slow(1), Slow(2)), b'\1\0\2\0'),
                (math.hypot, (Slow(3), 4), 5.0),
                (math.dist, ([Slow(3), 0], [0, 4]), 5.0),
                (math.fsum, ([Slow(3), 0.5],), 3.5),
                (product, (Slow(2),), [('a', 'a'), ('a', 'b'), ('b', 'a'), ('b', 'b')]),
                (variance, (), True)]:
            with self.subTest(function):
                result = self.goes_on(function, *args)
                self.assertEqual(str(result) if isinstance(expected, re.Match) else result,
                                 "<re.Match object; span=(3, 4), match='a'>" if isinstance(expected, re.Match) else expected)

    def test_S256_dates_that_wait(self):
        """For arguments, a zone, and the class they are made by."""
        a = datetime.datetime(2024, 5, 17, 12, tzinfo=SlowZone())
        b = datetime.datetime(2024, 5, 17, 11, tzinfo=datetime.UTC)
        m = Moment(2024, 5, 17, 12, tzinfo=SlowZone())
        for function, args, expected in [
                (datetime.date, (Slow(2024), 5, Slow(17)), datetime.date(2024, 5, 17)),
                (datetime.datetime, (2024, Slow(5), 17, 1, Slow(2)), datetime.datetime(2024, 5, 17, 1, 2)),
                (datetime.date.fromordinal, (Slow(1),), datetime.date.min),
                (datetime.datetime.fromtimestamp, (Slow(0), datetime.UTC), datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)),
                (operator.eq, (a, b), True), (operator.lt, (a, b), False), (operator.sub, (a, b), datetime.timedelta(0)),
                (hash, (a.replace(),), hash(b)), (str, (a,), '2024-05-17 12:00:00+01:00'),
                (format, (a, '%z %Z %H'), '+0100 slow 12'), (a.astimezone, (datetime.UTC,), b), (b.astimezone, (a.tzinfo,), a),
                (a.timetuple, (), (2024, 5, 17, 12, 0, 0, 4, 138, 0)), (m.utctimetuple, (), b.utctimetuple()),
                (operator.add, (m, datetime.timedelta(1)), m.replace(day=18)), (a.timestamp, (), b.timestamp())]:
            with self.subTest(function):
                self.assertEqual(self.goes_on(function, *args), expected)

    def test_S256_calls_of_the_system_that_wait(self):
        """For what a path is."""
        for function in os.stat, os.listdir, os.fspath, os.lstat:
            self.assertEqual(self.goes_on(function, Path('/')), function('/'))
        self.assertIs(self.goes_on(os.access, Path('/'), os.R_OK), True)

    def test_S256_codecs_that_wait(self):
        """For the error handler, amid bytes and text."""
        codecs.register_error('pausing', pausing_handler)
        for data, encoding, expected in [
                (b'a\x81b\x81', 'cp1252', 'a?b?'), (b'a\xff', 'utf-8', 'a?'), (b'\xff\xfea\0\0\xdcb\0', 'utf-16', 'a?b')]:
            self.assertEqual(self.goes_on(data.decode, encoding, 'pausing'), expected)
        for text, encoding, expected in [
                ('a\u1234b', 'cp1252', b'a?b'), ('a\ud800', 'utf-8', b'a?'), ('\ud800\U0001f600', 'utf-32-be', b'\0\0\0?\0\1\xf6\0')]:
            self.assertEqual(self.goes_on(text.encode, encoding, 'pausing'), expected)
        self.assertEqual(self.goes_on(codecs.utf_16_ex_decode, b'\xfe\xff\xdc\0\0a', 'pausing', 0, True), ('?a', 6, 1))

    def test_S256_writing_that_waits(self):
        """For a text: on a standard stream, which is that of the process where it goes on; in json; in a template."""
        self.assertIs(self.goes_on(functools.partial(print, sep='', end=''), Silent(), Silent()), None)
        for stream in sys.__stdin__, sys.__stdout__, sys.__stderr__:
            self.assertIs(copied(stream), stream)
        for settings in {}, {'indent': 1}, {'sort_keys': True}:
            dumps = functools.partial(json.dumps, default=pausing_default, **settings)
            self.assertEqual(json.loads(self.goes_on(dumps, [Silent(), {'a': Silent()}])), ['slow', {'a': 'slow'}])
        self.assertEqual(self.goes_on(re.sub, '(a)', SlowText(r'<\1>'), 'ba'), 'b<a>')

    def test_S256_a_cache_that_waits(self):
        """For a key; it is found by its name, and has what it had."""
        del calls[:]
        self.assertEqual([self.goes_on(cached, PausingKey(n)) for n in (1, None, None, 1)], ['1', 'None', 'None', '1'])
        self.assertEqual(calls, [1, None])

    def test_S256_a_deque_that_waits(self):
        """For a comparison, amid items; though it has had more changes than the one that is loaded."""
        for method, expected in ('count', 2), ('index', 0), ('remove', None), ('__contains__', True):
            items = collections.deque([0, 0, 0], maxlen=2)
            items.extendleft([PausingKey(None), PausingKey(None)])
            self.assertEqual(self.goes_on(getattr(items, method), PausingKey(None)), expected)
        iterator = iter(collections.deque([0, 0, 1, 2], maxlen=2))
        self.assertEqual(list(copied(iterator)), [1, 2])

    def test_S256_a_context_that_waits(self):
        """In a context manager of decimal."""
        self.assertEqual(self.goes_on(in_context), 5)

    def test_S256_wide_text(self):
        """Formats that have characters beyond 16 bits."""
        self.assertEqual(self.goes_on('\U0001f600%s\U0001f600'.__mod__, Slow(1)), '\U0001f600slow\U0001f600')
        self.assertEqual(self.goes_on('\U0001f600{}\U0001f600'.format, Slow(1)), '\U0001f600slow\U0001f600')


def pausing_handler(error):
    pause()
    return '?', error.end


def pausing_default(value):
    pause()
    return 'slow'


class Silent:
    def __str__(self):
        pause()
        return ''


class SlowText(str):
    """A key that waits."""
    def __hash__(self):
        pause()
        return super().__hash__()


calls = []


@functools.lru_cache(maxsize=2)
def cached(key):
    calls.append(key.n)
    return str(key.n)


def in_context():
    with decimal.localcontext() as context:
        context.prec = 5
        pause()
        return context.prec


def product(times):
    return list(itertools.product('ab', repeat=times))


def variance():
    return typing.TypeVar('T', covariant=Waits()).__covariant__


class Path:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        pause()
        return self.path


class Slow:
    def __init__(self, value):
        self.value = value

    def __str__(self):
        pause()
        return 'slow'

    def __float__(self):
        pause()
        return float(self.value)

    def __index__(self):
        pause()
        return self.value

    def __iter__(self):
        pause()
        return iter(range(self.value))


class SlowZone(datetime.tzinfo):
    def utcoffset(self, dt):
        pause()
        return datetime.timedelta(hours=1)

    def dst(self, dt):
        pause()
        return datetime.timedelta(0)

    def tzname(self, dt):
        pause()
        return 'slow'


class Moment(datetime.datetime):
    def __new__(cls, *args, **kwargs):
        if stackless.getcurrent().is_main:
            return super().__new__(cls, *args, **kwargs)
        pause()
        return super().__new__(cls, *args, **kwargs)


class Flags(PickleTestCase):
    """17.4"""

    def test_S257_pickle_flags(self):
        """Both return the previous value; -1 only queries."""
        stackless.pickle_flags(0)
        self.assertEqual(stackless.pickle_flags(5), 0)
        self.assertEqual(stackless.pickle_flags(), 5)
        self.assertEqual(stackless.pickle_flags(new_flags=2, mask=6), 5)
        self.assertEqual(stackless.pickle_flags(-1), 3)
        self.assertEqual(stackless.pickle_flags(0), 3)
        before = stackless.pickle_flags_default()
        self.assertEqual(stackless.pickle_flags_default(new_default=9, mask=15), before)
        self.assertEqual((stackless.pickle_flags_default(), stackless.pickle_flags()), (9, 0))

    @needs_threads
    def test_S257_default_for_new_threads(self):
        """New threads start with the default, existing ones keep theirs."""
        stackless.pickle_flags_default(8)
        thread = threading.Thread(target=lambda: self.note(stackless.pickle_flags()))
        thread.start()
        thread.join()
        self.assertEqual((self.log, stackless.pickle_flags()), ([8], self.flags[0]))

    def test_S258_undefined_flags(self):
        """They raise ValueError unless masked out."""
        text = 'you must not set an undefined pickle-flag'
        for function in (stackless.pickle_flags, stackless.pickle_flags_default):
            before = function()
            for bad in (16, -2, 17):
                self.check_raises(ValueError, text, function, bad)
            self.assertEqual(function(0xffffff, 0), before)
            self.assertEqual(function(), before)

    def test_S259_tracing_state(self):
        """Kept when bit 0 is set, dropped otherwise."""
        t = self.suspended(count_to, 2)
        t.trace_function = trace_nothing
        stackless.pickle_flags(0)
        self.assertIsNone(self.copy_of(t).trace_function)
        stackless.pickle_flags(1)
        self.assertIs(self.copy_of(t).trace_function, trace_nothing)
        t.trace_function = None

    def going_on(self, t, flags, copying):
        """What is told while a copy, made under these flags, runs to its end."""
        stackless.pickle_flags(flags)
        u = copying(t)
        self.names[u] = 'copy'
        del out[:]
        while u.alive:
            u.run()
        told = out[:]
        t.kill()
        return told

    def test_S259_functions_are_active_after_loading(self):
        """Lines and returns are told of from where the tasklet goes on, and profiled."""
        for copying in copied, copy.copy, copy.deepcopy:
            for flags, told in (0, [8]), (1, ['line', 8, 'return', 'profiled return']):
                t = self.paused('t', double, 4)
                t.trace_function = trace_pausing('none')
                t.profile_function = profile_returns
                t.run()
                self.assertEqual(self.going_on(t, flags, copying), told)

    def test_S259_inside_a_trace_function(self):
        """A tasklet that waits in its trace function goes on with the event, then with what is traced."""
        told = {'call': ['line', 'line', 8, 'return'], 'line': ['line', 8, 'return'], 'return': []}
        for event, rest in told.items():
            for copying in copied, copy.copy, copy.deepcopy:
                for flags in 0, 1:
                    t = self.paused('t', double, 4)
                    t.trace_function = trace_pausing(event)
                    del out[:]
                    while out[-1:] != [event]:
                        t.run()
                    expected = rest if flags else [8] if rest else []
                    self.assertEqual(self.going_on(t, flags, copying), expected)

    def loaded_hooks(self, dump_flags, load_flags):
        """Which hooks an async generator has that was pickled under these flags."""
        async def agen():
            yield 1
            yield 2
        del self.log[:]
        old = sys.get_asyncgen_hooks()
        try:
            sys.set_asyncgen_hooks(lambda g: None, first_finalizer)
            g = agen()
            with self.assertRaises(StopIteration):
                g.__anext__().send(None)
            stackless.pickle_flags(dump_flags)
            data = pickle.dumps(g)
            sys.set_asyncgen_hooks(lambda g: self.note('firstiter'), first_finalizer)
            stackless.pickle_flags(load_flags)
            h = pickle.loads(data)
            at_loading = list(self.log)
            with self.assertRaises(StopIteration):
                h.__anext__().send(None)
            return at_loading, self.log
        finally:
            sys.set_asyncgen_hooks(*old)

    def test_S260_async_generator_hooks(self):
        """firstiter is called at loading, not at all, or at the next step."""
        at_loading = ['firstiter'], ['firstiter']
        preserved = [], []
        later = [], ['firstiter']
        for dump_flags, row in ((0, (at_loading, at_loading, later)), (2, (at_loading, preserved, later)),
                                (4, (later, later, later))):
            for load_flags, expected in zip((0, 2, 4), row):
                with self.subTest(dump=dump_flags, load=load_flags):
                    self.assertEqual(self.loaded_hooks(dump_flags, load_flags), expected)

    def test_S261_context(self):
        """Without the flag a copy gets the loading tasklet's context."""
        t = self.suspended(count_to, 2)
        t.set_context(contextvars.Context())
        self.assertEqual(self.copy_of(t).context_id, stackless.current.context_id)
        stackless.pickle_flags(stackless.PICKLEFLAGS_PICKLE_CONTEXT)
        with self.assertRaises(TypeError):
            pickle.dumps(t)
        context = contextvars.Context()
        t.set_context(context)
        class Pickler(pickle.Pickler):
            def persistent_id(self, value):
                return 'the context' if value is context else None
        class Unpickler(pickle.Unpickler):
            def persistent_load(self, name):
                return context
        stream = io.BytesIO()
        Pickler(stream).dump(t)
        u = Unpickler(io.BytesIO(stream.getvalue())).load()
        self.assertEqual(u.context_id, id(context))

    def test_S262_unpicklable_state(self):
        """The context object in a dictionary."""
        context = contextvars.Context()
        t = self.paused('t').set_context(context)
        found = stackless._tasklet_get_unpicklable_state(t)
        self.assertEqual(list(found), ['context'])
        self.assertIs(found['context'], context)
        found = stackless._tasklet_get_unpicklable_state(stackless.current)
        self.assertIsInstance(found['context'], contextvars.Context)
        self.check_raises(TypeError, 'Argument must be a tasklet', stackless._tasklet_get_unpicklable_state, 5)


class FlagsWord(PickleTestCase):
    """21.3"""

    def test_S282_tasklet_flags_word(self):
        """The first item of the state."""
        c, d = stackless.channel(), stackless.channel()
        def word(t):
            return t.__reduce__()[2][0]
        self.assertEqual(word(self.blocked_sender('s', c, 1)) & 3, 1)
        self.assertEqual(word(self.blocked_receiver('r', d)) & 3, 3)
        t = self.paused('t')
        self.assertEqual(word(t), 0)
        t.set_atomic(True)
        self.assertEqual(word(t), 4)
        t.set_ignore_nesting(True)
        t.block_trap = True
        self.assertEqual(word(t), 4 + 8 + 32)

    def test_S282_channel_flags(self):
        """Balance, flags, waiters."""
        c = stackless.channel()
        self.assertEqual(c.__reduce__()[2][1] >> 1 & 3, 3)
        r = self.blocked_receiver('r', c)
        self.assertEqual((c.__reduce__()[2][0], list(c.__reduce__()[2][2])), (-1, [r]))
        c.close()
        c.preference = 1
        c.schedule_all = 1
        self.assertEqual(c.__reduce__()[2][1], 1 + 2 + 8)
        c.open()
        c.preference = 0
        c.schedule_all = 0
        self.assertEqual(c.__reduce__()[2][1], 0)


def trace_nothing(frame, event, arg):
    return None


def trace_pausing(at):
    """A trace function that waits in each event of a kind."""
    def tracer(frame, event, arg):
        if frame.f_code is double.__code__:
            out.append(event)
            if event == at:
                pause()
            return tracer
    return tracer


def profile_returns(frame, event, arg):
    if event == 'return' and frame.f_code is double.__code__:
        out.append('profiled return')


def double(n):
    pause()
    out.append(n * 2)


def first_finalizer(generator):
    pass


class Examples(StacklessTestCase):
    """The example programs of the section, with what they print."""

    def test_example_17_2(self):
        """State after loading."""
        self.check_example('''\
import stackless, pickle
c = stackless.channel()
out = []
def job(chan, n):
    total = n
    for step in range(3):
        total += chan.receive()
        out.append((n, total))
for n in (10, 20):
    stackless.tasklet(job)(c, n)
stackless.run()
c.send(1)                    # first job: blocked again, now last
data = pickle.dumps(c.queue)
c2 = pickle.loads(data)._channel
print(c2 is c, c2.balance, c.balance, c2.queue.blocked)
print(c2.queue.frame.f_locals['total'], c2.queue.next.frame.f_locals['total'])
c2.send(5)
c2.send(7)
c.send(100)
print(out)
''', '''\
False -2 -2 True
20 11
[(10, 11), (20, 25), (10, 18), (20, 120)]
''')

    def test_example_17_2_2(self):
        """State after loading."""
        self.check_example('''\
import stackless, pickle
def counter():
    n = 0
    try:
        while True:
            n += 1
            if n % 1000 == 0:
                print('at', n)
                stackless.schedule_remove(n)
    finally:
        print('never on bind(None)')
t = stackless.tasklet(counter)()
stackless.run()
snapshot = pickle.dumps(t)
t.bind(None)
print(t.alive)
for i in range(2):
    u = pickle.loads(snapshot)
    print(u.paused, u.tempval, u.restorable, u.recursion_depth)
    u.insert()
    stackless.run()
    u.bind(None)
def gen():
    received = yield 'first'
    yield received * 2
g = gen()
next(g)
h = pickle.loads(pickle.dumps(g))
print(g.send(1), h.send(10))
k = 3
f = pickle.loads(pickle.dumps(lambda x: x + k))
k = 4
print(f(1))
''', '''\
at 1000
False
True 1000 True 1
at 2000
True 1000 True 1
at 2000
2 20
5
''')


if __name__ == '__main__':
    unittest.main()
