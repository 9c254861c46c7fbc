"""Damaged and forged pickles of running programs: they raise a Python exception or give something that works.

STACKLESS_DAMAGE is the number of pickles, STACKLESS_DAMAGE_SEED the first seed; with STACKLESS_DAMAGE_SHOWN each seed is
printed before it is tried, which tells where a process came to its end.

    cd test/stackless && STACKLESS_DAMAGE=100000 STACKLESS_DAMAGE_SEED=5000 ../../bin/stackless -m unittest test_damage
"""
import contextlib
import functools
import io
import itertools
import os
import pickle
import random
import sys
import traceback
import unittest

import stackless
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
    made = {}
    for kind, value in values.items():
        made[kind] = pickle.dumps(value)
        if kind in ('loops', 'closures', 'generator', 'channel', 'function'):
            made[kind + ' with code'] = stackless.pickle_with_code(value)
    for tasklet in list(values.values()) + waiters + [sender] + values['tasklets']:
        if isinstance(tasklet, stackless.tasklet):
            for attempt in range(3):
                with contextlib.suppress(BaseException):
                    tasklet.kill()
    return made


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
