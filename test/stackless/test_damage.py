"""Damaged and forged pickles of running programs: they raise a Python exception or give something that works.

STACKLESS_DAMAGE is the number of pickles, STACKLESS_DAMAGE_SEED the first seed; with STACKLESS_DAMAGE_SHOWN each seed is
printed before it is tried, which tells where a process came to its end.

    cd test/stackless && STACKLESS_DAMAGE=100000 STACKLESS_DAMAGE_SEED=5000 ../../bin/stackless -m unittest test_damage
"""
import _string
import array
import collections
import contextlib
import csv
import datetime
import decimal
import functools
import heapq
import io
import itertools
import json
import operator
import os
import pickle
import queue
import random
import re
import string
import struct
import sys
import traceback
import unittest

import stackless
import test_native_frames
from damage import Damage, Forger, Forgery, exercise, run_for_a_while
from support import StacklessTestCase, run_queue

HOSTILE = bool(os.environ.get('STACKLESS_STRESS'))
COUNT = int(os.environ.get('STACKLESS_DAMAGE', 300 if HOSTILE else 1500))
SEED = int(os.environ.get('STACKLESS_DAMAGE_SEED', 1))
SHOWN = bool(os.environ.get('STACKLESS_DAMAGE_SHOWN'))


# The programs.

class Point:
    def __init__(self, x):
        self.x = x

    def __lt__(self, other):
        stackless.schedule_remove()
        return self.x < other.x

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.x += 1


def pause(value=None):
    stackless.schedule_remove()
    return value


def loops(n):
    total = 0
    for i in range(n):
        for key, value in {'a': 1, 'b': 2}.items():
            total += pause(value) or 0
    return [total + pause(i) for i in (1, 2, 3)]


def handlers():
    try:
        try:
            raise KeyError('key')
        except KeyError as error:
            pause()
            raise ValueError('value') from error
        finally:
            pause()
    except ValueError:
        with Point(1) as point:
            pause(point)


def inner_generator():
    received = yield 1
    while True:
        try:
            received = yield received
        except ValueError:
            yield 'caught'


def generator(n=3):
    yield from inner_generator()


async def awaited():
    return await Awaitable()


class Awaitable:
    def __await__(self):
        yield 1
        pause()
        return 2


def sorting():
    return sorted([Point(3), Point(1), Point(2)]), sorted([3, 1, 2], key=pause), max(1, 2, key=pause)


def natives():
    list(map(pause, filter(pause, [1, 2])))
    functools.reduce(lambda a, b: pause(a), itertools.chain([1], (2, 3)))
    '%s' % Point(1)
    print(file=io.StringIO())
    any(pause(i) for i in range(3))


def closures():
    count = 0
    def step(n=2, *rest, key=None):
        nonlocal count
        count += n
        pause()
        return count
    return step(), step(3, key=4), step


def waits(channel):
    while True:
        channel.send(channel.receive())


def sends(channel):
    channel.send_sequence(range(5))


def gather():
    return {pause(i): {i} for i in range(2)}, bytes(itertools.islice(map(pause, [1, 2]), 1)), import_it()


def import_it():
    global json
    import json


def paused(function, *arguments):
    """A tasklet that has come to its first pause."""
    tasklet = stackless.tasklet(function)(*arguments)
    tasklet.run()
    return tasklet


def begun(function, steps):
    started = function()
    for step in range(steps):
        next(started)
    return started


def later(tasklet, turns):
    """The same tasklet some pauses later."""
    for turn in range(turns):
        if tasklet.alive:
            tasklet.run()
    return tasklet


def samples():
    """Pickles by kind."""
    channel, full = stackless.channel(), stackless.channel()
    waiters = [paused(waits, channel), paused(waits, channel)]
    sender = paused(sends, full)
    coroutine = awaited()
    coroutine.send(None)
    values = {
        'loops': paused(loops, 3),
        'comprehension': later(paused(loops, 1), 3),
        'handlers': paused(handlers),
        'finally': later(paused(handlers), 1),
        'with': later(paused(handlers), 2),
        'sorting': paused(sorting),
        'keys': later(paused(sorting), 4),
        'natives': paused(natives),
        'reduce': later(paused(natives), 4),
        'closures': paused(closures),
        'function': inner_function(),
        'fresh': stackless.tasklet(loops, (2,)),
        'bound': stackless.tasklet(pause),
        'generator': begun(generator, 2),
        'expression': begun(lambda: (i + 1 for i in [4, 5]), 1),
        'coroutine': coroutine,
        'channel': (channel, waiters),
        'full': [full, sender],
        'channel alone': channel,
        'tasklets': [paused(loops, 2), paused(generator_in_a_tasklet)],
        'traceback': raised_traceback(),
        'gather': paused(gather),
        'code': closures.__code__,
    }
    for text in ITERATORS:
        values[text] = paused(held, text)
        values['for ' + text] = paused(looped, text)
    made = {}
    for kind, value in values.items():
        with contextlib.suppress(TypeError) if kind.removeprefix('for ') in ITERATORS else contextlib.nullcontext():
            made[kind] = pickle.dumps(value)
        if kind in ('loops', 'closures', 'generator', 'channel', 'function'):
            made[kind + ' with code'] = stackless.pickle_with_code(value)
    for tasklet in list(values.values()) + waiters + [sender] + values['tasklets']:
        if isinstance(tasklet, stackless.tasklet):
            for attempt in range(3):
                with contextlib.suppress(BaseException):
                    tasklet.kill()
    return made


# Iterators that have begun and not ended, which frames hold.
ITERATORS = [text.strip() for text in '''
    iter([1, 2, 3]); reversed([1, 2, 3]); iter((1, 2, 3)); iter('abc'); iter('aé𝄞b'); iter(b'abc'); iter(bytearray(b'abc')); iter({1, 2, 3}); iter(frozenset('ab'))
    iter({'a': 1, 'b': 2, 3: 4}); iter({'a': 1, 'b': 2}.items()); iter({'a': 1, 'b': 2}.values()); reversed({'a': 1, 'b': 2, 'c': 3}); reversed({'a': 1, 'b': 2}.items()); iter(range(1, 9, 3)); iter(range(10**20, 10**20 + 4)); reversed(range(3))
    enumerate('abc', 4); enumerate([1, 2, 3], 10**20); zip([1, 2, 3], 'abc'); zip([1, 2], (3, 4), strict=True); map(abs, [1, -2, 3]); map(max, [1, 2, 3], (3, 1, 2)); map(max, [1, 2], (3, 1), strict=True); filter(None, [1, 0, 2, 3]); filter(abs, [0, 1, 2])
    reversed(collections.UserList('abc')); iter(Old()); iter(iter([1, 2, 3]).__next__, 3); iter(collections.deque([1, 2, 3])); reversed(collections.deque([1, 2, 3]))
    iter(collections.OrderedDict(a=1, b=2, c=3)); reversed(collections.OrderedDict(a=1, b=2, c=3)); iter(collections.OrderedDict(a=1, b=2, c=3).items()); reversed(collections.OrderedDict(a=1, b=2, c=3).values()); collections.Counter('aab').elements()
    itertools.chain([1, 2], (3, 4)); itertools.chain.from_iterable([[1, 2], [3]]); itertools.islice(range(2, 99, 3), 5); itertools.islice(range(99), 2, 80, 30); itertools.count(1.5, 2); itertools.count(10**20); itertools.cycle([1, 2, 3]); itertools.repeat(1, 5)
    itertools.accumulate([1, 2, 3]); itertools.accumulate([1, 2, 3], max, initial=2); itertools.starmap(max, [(1, 2), (3, 4), (5, 6)]); itertools.takewhile(abs, [2, 1, 0, 3]); itertools.dropwhile(abs, [2, 0, 3, 4]); itertools.filterfalse(abs, [0, 1, 0, 0])
    itertools.groupby([1, 1, 2, 3]); itertools.tee([1, 2, 3])[0]; itertools.tee('abc', 3)[2]; itertools.pairwise([1, 2, 3]); itertools.batched('abcdefg', 2); itertools.zip_longest([1, 2], 'abcd', fillvalue=0); itertools.compress('abcd', [1, 0, 1, 1])
    itertools.product([1, 2], 'ab'); itertools.product([1, 2], repeat=2); itertools.permutations([1, 2, 3], 2); itertools.combinations('abcd', 2); itertools.combinations_with_replacement('abc', 2)
    csv.reader(['a,b', 'c', 'd,e']); csv.DictReader(['a,b', '1,2', '3,4']); struct.iter_unpack('<h', b'abcdef'); re.finditer('.', 'abc'); iter(re.compile('(a)|b').scanner('abab').search, None); json.JSONEncoder().iterencode([1, [2.5, {'a': None}]])
    iter(io.StringIO('a\\nb\\nc')); iter(io.BytesIO(b'a\\nb\\nc')); string.Formatter().parse('a{b!r:c}{d}e{f}'); iter(array.array('i', [1, 2, 3])); (i for i in range(3)); (i for i in itertools.chain([1], [2])); heapq.merge([1, 4], [2, 3]); iter(t'a{1}b{2}c')
    iter(_string.formatter_field_name_split('a.b[1].c')[1]); iter(random.Random(1).random, None); iter([decimal.Decimal(1), datetime.datetime(2020, 1, 2)]); iter(functools.partial(next, iter('abc')), None); iter(queue_of(1, 2, 3).get_nowait, 3)
    iter([operator.itemgetter(1, 2), operator.attrgetter('a.b', 'c'), operator.methodcaller('x', 1)]); iter([zlib_of(b'abc'), re.match('(a)(b)?', 'ab'), functools.cmp_to_key(max)(1)]); iter([io.StringIO('a'), io.BytesIO(b'a')]); iter([pickle.Pickler(io.BytesIO())])
'''.replace('\n', ';').split(';') if text.strip()]


class Old:
    def __len__(self):
        return 3

    def __getitem__(self, i):
        return [1, 2, 3][i]


def queue_of(*items):
    made = queue.SimpleQueue()
    for item in items:
        made.put(item)
    return made


def zlib_of(data):
    return struct.Struct('<hi')


def held(text):
    """A frame that holds an iterator, in its place."""
    iterator = eval(text)
    pause(next(iterator, None))
    for number, value in zip(range(50), iterator):
        value
    pause(operator.length_hint(iterator))


def looped(text):
    """The iterator is a temporary."""
    number = 0
    for value in eval(text):
        number += 1
        if number == 2:
            pause()
        if number == 50:
            break


def waiting(text):
    """Something native waits; for a number of pauses a tasklet that does, by the cases of test_native_frames."""
    test_native_frames.evaluate(text)


def raised_traceback():
    """The traceback of an exception in a generator that waits."""
    def fails():
        yield 1
        yield {}['missing']
    try:
        list(map(int, fails()))
    except KeyError as error:
        return error.__traceback__.tb_next


def inner_function():
    """A function with a closure."""
    made = []
    def job():
        made.append(closures()[2])
    tasklet = stackless.tasklet(job)()
    tasklet.run()
    tasklet.run()
    tasklet.run()
    return made[0]


def generator_in_a_tasklet():
    for value in map(pause, inner_generator()):
        pass


class BadPickles(StacklessTestCase):

    def setUp(self):
        super().setUp()
        hook, sys.unraisablehook = sys.unraisablehook, lambda report: self.report(report.exc_value)
        self.addCleanup(setattr, sys, 'unraisablehook', hook)

    def one(self, seed, kind, data):
        """Loads a pickle and uses what comes."""
        if SHOWN:
            print(seed, kind, file=sys.__stderr__, flush=True)
        self.errors = []
        with contextlib.redirect_stdout(io.StringIO()):
            try:
                value = pickle.loads(data)
            except BaseException as error:
                self.report(error)
            else:
                exercise(value, self.report)
            run_for_a_while(self.report)
        for error in self.errors:
            text = ''.join(traceback.format_exception(error))
            self.assertNotIn('internal error', text, 'seed %d, %s' % (seed, kind))
        self.check(seed, kind)

    def report(self, error):
        if isinstance(error, SystemError):
            self.errors.append(error)

    def check(self, seed, kind):
        """The scheduler works as before."""
        queue = run_queue()
        for tasklet in queue[1:]:
            tasklet.remove()
        self.assertIs(stackless.current, stackless.main)
        self.assertEqual(stackless.runcount, 1, 'seed %d, %s' % (seed, kind))
        got = []
        channel = stackless.channel()
        stackless.tasklet(lambda: got.append(channel.receive()))()
        stackless.tasklet(channel.send)(seed)
        stackless.run()
        self.assertEqual(got, [seed], 'seed %d, %s' % (seed, kind))

    def test_damaged_pickles(self):
        """Changed at random."""
        made = samples()
        for seed in range(SEED, SEED + COUNT):
            with self.subTest(seed=seed):
                chance = random.Random(seed)
                kind = chance.choice(list(made))
                self.one(seed, kind, Damage(chance).damaged(made[kind]))

    def test_forged_pickles(self):
        """Whole ones, but of one state: a field or an item is another value."""
        made = {kind: data for kind, data in samples().items() if not kind.endswith('with code')}
        for seed in range(SEED, SEED + COUNT):
            with self.subTest(seed=seed):
                chance = random.Random(seed)
                kind = chance.choice(list(made))
                self.one(seed, kind, Forgery(chance).forged(pickle.loads(made[kind])))

    def test_forged_natives(self):
        """What natives have left to do, while they wait."""
        texts = [text for text in test_native_frames.CASES.strip().split('\n') if 'signal' not in text]
        for seed in range(SEED, SEED + COUNT):
            with self.subTest(seed=seed):
                chance = random.Random(seed)
                text = chance.choice(texts)
                tasklet = later(paused(waiting, text), chance.randrange(3))
                try:
                    data = pickle.dumps(tasklet)
                except Exception:
                    continue
                finally:
                    run_for_a_while(lambda error: None)
                    for time in range(3):
                        with contextlib.suppress(BaseException):
                            tasklet.kill()
                self.one(seed, text, Forgery(chance).forged(pickle.loads(data)))

    def test_shared_values_in_frames(self):
        """A frame that makes a list or a set, or has bound its variables, is not loaded with what all share, or with nothing, in their place."""
        def change(value, word, place, kind, contents):
            if kind == 'frame' and 4 + place < len(contents):
                words = contents[3].split(' ')
                first = len(contents) - 4 - (len(words) - 1)
                contents[4 + place] = value
                if place >= first:
                    words[1 + place - first] = word
                contents[3] = ' '.join(words)
            return contents
        undefined = stackless._stackless._named('undefined')
        refused = set()
        for function, *arguments in (lists_made, 0), (sets_made, 0), (bound, 0):
            for value, word in ((), 'v'), (frozenset(), 'v'), (undefined, 'u'):
                for number, place in itertools.product(range(3), range(6)):
                    tasklet = paused(function, *arguments)
                    forger = Forger(number, functools.partial(change, value, word, place))
                    forger.dump(tasklet)
                    try:
                        run = pickle.loads(forger.file.getvalue())
                    except ValueError:
                        refused.add((function, word))
                    else:
                        run.insert()
                        run_for_a_while(self.fail)
                    tasklet.kill()
                    self.assertEqual((len(()), len(frozenset())), (0, 0))
        self.assertEqual(refused, {(function, word) for function in (lists_made, sets_made, bound) for word in 'vu'} - {(bound, 'v')})


def lists_made(x):
    return [*(), pause(x)]


def sets_made(x):
    return {*(), pause(x)}


def bound(x):
    pause(x)
    return x


if __name__ == '__main__':
    unittest.main()
