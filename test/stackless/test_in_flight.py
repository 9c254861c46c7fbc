"""Programs that are pickled wherever they wait, and go on from the pickle: each place of each program is one.

Every function here is run once as it is and then through each way of pickling; what it gives has to be the same.
"""
import builtins
import collections
import functools
import gc
import io
import itertools
import pickle
import typing
import unittest
import warnings
import weakref

import stackless
from support import StacklessTestCase

WAYS = [functools.partial(pickle.dumps, protocol=protocol) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)]
WAYS += [functools.partial(pickle._dumps, protocol=4), stackless.pickle_with_code]


def pause(value=None):
    stackless.schedule_remove()
    return value


def run(function, dumps=None):
    """What it gives; with `dumps`, each time it waits it goes on from a pickle."""
    results = []
    channel = stackless.channel()

    def job(channel):
        channel.preference = 1
        channel.send(function())

    tasklet = stackless.tasklet(job)(channel)
    tasklet.run()
    while tasklet.alive and not tasklet.blocked:
        if dumps is not None:
            tasklet, channel = pickle.loads(dumps((tasklet, channel)))
        tasklet.run()
    results.append(channel.receive())
    return results[0]


class Box:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        pause()
        return self.value == other.value

    def __hash__(self):
        return 1


class Plain:
    pass


class Named(weakref.WeakSet):
    """Whose class wants an argument."""
    def __init__(self, name):
        super().__init__()
        self.name = name


class Term:
    """Whose operators wait."""
    def __init__(self, text):
        self.text = text

    def __neg__(self):
        return Term(pause(f'-{self.text}'))

    def __repr__(self):
        return self.text


def operator_of(sign):
    def operate(self, other):
        return Term(pause(f'({self}{sign}{other})'))

    def reflected(self, other):
        return Term(pause(f'({other}{sign}{self})'))
    return operate, reflected


for name, sign in ('add', '+'), ('sub', '-'), ('mul', '*'), ('truediv', '/'), ('floordiv', '//'), ('mod', '%'):
    setattr(Term, f'__{name}__', operator_of(sign)[0])
    setattr(Term, f'__r{name}__', operator_of(sign)[1])


# Functions that no module has.

def cached_function():
    @functools.lru_cache(maxsize=3)
    def keep(x, **names):
        return [pause(x)]
    made = keep(1), keep(2, b=2), keep('a', b=3), keep(1, c=4)
    pause()
    same = keep(2, b=2) is made[1], keep('a', b=3) is made[2], keep(1) is made[0]
    return made, same, tuple(keep.cache_info()), keep.__name__


def cached_recursion():
    @functools.cache
    def fib(n):
        return n if n < 2 else pause(fib(n - 1)) + fib(n - 2)
    return fib(6), tuple(fib.cache_info())


def typed_cache():
    @functools.lru_cache(typed=True)
    def keep(x):
        return pause(x)
    return keep(1), keep(1.0), keep(1), tuple(keep.cache_info()), keep.cache_parameters()


def single_dispatch():
    @functools.singledispatch
    def show(x):
        return 'other', pause(x)

    @show.register
    def _(x: int):
        return 'int', pause(x)

    @show.register(str)
    def _(x):
        return 'str', pause(x)
    return show(1), show('a'), show(1.5), show.registry[str]('b'), show.dispatch(int) is show.registry[int], len(show.registry)


# Objects that a frame holds.

def files_in_memory():
    data, text = io.BytesIO(b'abc'), io.StringIO('a\nb')
    data.read(1)
    text.readline()
    pause()
    return data.read(), text.read(), data.getvalue(), text.getvalue()


def weak_collections():
    box = Plain()
    keys, values = weakref.WeakKeyDictionary({box: 1}), weakref.WeakValueDictionary(a=box)
    plain, named = weakref.WeakSet([box]), Named('n')
    named.add(box)
    pause()
    return keys[box], values['a'] is box, box in plain, len(named), named.name


def ordered_dicts():
    def make(*values):
        return collections.OrderedDict((Box(value), value) for value in values)
    return make(1, 2) == make(1, 2), make(1, 2) == make(2, 1), make(1) != make(1)


def natives_without_a_name():
    def numbers():
        received = yield 1
        while True:
            received = yield received
    made = numbers()
    next(made)
    keys = {}.keys()
    return made.send(pause(5)), made.send(pause(6)), isinstance(made, pause(type(made))), keys.isdisjoint(pause([1])), (
        isinstance(pause(keys), type(keys)))


def unawaited():
    """What waits to be awaited is watched by then, which the pickle has nothing of."""
    async def direct():
        return 1

    async def each():
        yield 2
    made, step = direct(), each().asend(None)
    for _ in range(3):
        pause()
    seen = []
    for awaitable in made, step:
        try:
            awaitable.send(None)
        except StopIteration as error:
            seen.append(error.value)
    return seen


# Arithmetic that is done as a whole where all operands are numbers, and by one operator after the other where they are not.

def arithmetic():
    def forms(a, b, t):
        yield a * b + t * a
        yield a - -b * t / a
        yield (1 - t) * a + t * b
        yield [a][0] * b + t * 2.0, pause(t) * 2 - b * a
        yield [a * b - t * t / 2.0, (a * b + t) % 7]
        yield -(a * b) + t // 3
        for i in range(2):
            yield f'{2.0 * a + i * b}', a * b * t % 1000003
    operands = Term('a'), Term('b'), 2.5, 3
    return [str(list(forms(*chosen))) for chosen in itertools.permutations(operands, 3)]


# Loops over what changes while they go on.

def changed_values():
    made = {'x': 0, 'a': 1, 'b': 2, 'c': 3}
    del made['x']
    seen = []
    for key in made:
        pause()
        made['c'] += 1
        seen.append((key, made[key]))
    for key, value in made.items():
        pause()
        made['c'] += 1
        seen.append((key, value))
    for value in reversed(made.values()):
        pause()
        made['a'] += 1
        seen.append(value)
    return seen


def changed_size():
    def loop(container, change):
        seen = []
        try:
            for item in container:
                pause()
                seen.append(item)
                change(container)
        except RuntimeError as error:
            return seen, str(error)
    def exchange(made):
        made.pop(1, None)
        made.setdefault(11)
    return (loop({1: 1, 2: 2}, lambda made: made.update(b=1)), loop({1: 1, 2: 2}, dict.popitem), loop({1: 1, 2: 2}, exchange), loop({1, 2, 3}, set.pop),
            loop({1, 2, 3}, lambda made: made.add(4)), loop(collections.OrderedDict(a=1, b=2), lambda made: made.update(c=3)),
            loop(collections.OrderedDict(a=1, b=2), lambda made: made.move_to_end('a')))


def changed_under_other_iterators():
    made, seen = {'a': 1, 'b': 2}, []
    for i, (key, value) in enumerate(made.items()):
        pause()
        made['b'] += 1
        seen.append((i, key, value))
    for key, text in zip(made, map(str, made.values())):
        pause()
        made['b'] += 1
        seen.append((key, text))
    for item in itertools.chain(filter(None, made.values()), {1, 2}):
        pause()
        made['b'] += 1
        seen.append(item)
    try:
        for key in (key for key in made):
            pause()
            made['new'] = 1
    except RuntimeError as error:
        return seen, str(error)


def an_iterator_in_two_places():
    it = iter({'a': 1, 'b': 2, 'c': 3})
    box, seen = [it], []
    for key in it:
        pause()
        seen.append((key, next(box[0], None), box[0] is it))
    return seen


def a_dict_that_holds_itself():
    made, seen = {}, []
    made.update(own=made, list=[made], iterator=iter(made.items()), last=1)
    for key in made:
        pause()
        made['last'] += 1
        seen.append((key, made[key] if key == 'last' else None))
    return seen


# Code in a namespace of its own.

SOURCE = """
class Key:
    def __init__(self, value): self.value = value
    def __hash__(self): return pause(hash(self.value))
    def __eq__(self, other): return pause(self.value == other.value)

found = {Key(1): 'a', Key(2): 'b'}
pause()
result = found[Key(1)], {Key(3)}.pop().value
"""


def a_named_tuple():
    class Pair(typing.NamedTuple):
        a: int = pause(1)
        b: int = pause(2)
    return Pair()._asdict(), str(Pair(3))


def executed():
    space = {'pause': pause}
    exec(SOURCE, space)
    return space['result'], [name for name in space if name != '__builtins__']


def executed_with_a_name():
    space = {'__name__': 'nowhere', 'pause': pause, 5: 6}
    exec(SOURCE, space)
    pause()
    same = space['Key'].__init__.__globals__ is space
    key, found = space['Key'](2), space['found']
    del space
    pause()
    return same, found[key], key.__eq__.__globals__[5], list(key.__eq__.__globals__)[:2]


def executed_with_builtins():
    names = {name: getattr(builtins, name) for name in ('hash', '__build_class__')}
    space = {'__builtins__': names, '__name__': 'nowhere', 'pause': pause}
    exec(SOURCE, space)
    try:
        exec('print', space)
    except NameError as error:
        return space['result'], str(error)


class InFlight(StacklessTestCase):

    def goes_on(self, *functions, ways=WAYS):
        for function in functions:
            expected = run(function)
            for way in ways:
                with self.subTest(function.__name__, way=way):
                    self.assertEqual(run(function, way), expected)

    def test_functions_that_no_module_has(self):
        """Those with a cache keep what is in it; so do those that dispatch."""
        self.goes_on(cached_function, cached_recursion, typed_cache, single_dispatch)

    def test_code_in_a_namespace_of_its_own(self):
        """It goes along, and has its names again before a key is looked up."""
        self.goes_on(a_named_tuple, executed, executed_with_a_name, executed_with_builtins, ways=WAYS[-1:])

    def test_objects_that_a_frame_holds(self):
        self.goes_on(natives_without_a_name, files_in_memory, weak_collections, ordered_dicts)

    def test_what_has_yet_to_be_awaited(self):
        # Those are dropped in favour of their copies.
        self.enterContext(warnings.catch_warnings(action='ignore', category=RuntimeWarning))
        self.addCleanup(gc.collect)
        self.goes_on(unawaited)

    def test_arithmetic(self):
        """In front of each operator that waits are the operands that have been evaluated."""
        self.goes_on(arithmetic, ways=WAYS[-3:-2])

    def test_loops_over_what_changes(self):
        """They go on with the dict or set itself, not with a list of what was left."""
        self.goes_on(changed_values, changed_size, changed_under_other_iterators, an_iterator_in_two_places,
                     a_dict_that_holds_itself)

    def test_a_generator_that_knows_its_tasklet(self):
        """It may be what is pickled: its frame is then loaded after the tasklet that runs it."""
        def counting():
            mine = stackless.current
            yield 1
            pause()
            yield mine.alive
        seen = []
        generator = counting()
        tasklet = stackless.tasklet(lambda: seen.extend(generator))()
        tasklet.run()
        generator = pickle.loads(pickle.dumps(generator))
        again = generator.gi_frame.f_locals['mine']
        self.assertTrue(generator.gi_running and again.alive)
        again.run()
        self.assertFalse(again.alive or generator.gi_running)
        tasklet.kill()

    def test_an_iterator_in_front_of_its_loop(self):
        """One that was pickled already, as CPython does, stays the same in the frame."""
        def loop(it):
            seen = []
            for key in it:
                pause()
                seen.append(key)
            return seen
        for make in dict.fromkeys, set, collections.OrderedDict.fromkeys:
            it = iter(make('abc'))
            results = stackless.channel()
            tasklet = stackless.tasklet(lambda: results.send(loop(it)))()
            tasklet.run()
            same, tasklet, results = pickle.loads(pickle.dumps((it, tasklet, results)))
            self.assertEqual(next(same), 'b')
            tasklet.run()
            tasklet.run()
            self.assertEqual(results.receive(), ['a', 'c'])


if __name__ == '__main__':
    unittest.main()
