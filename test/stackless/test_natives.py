"""Natives that take as many items as an iterator has: signals, the end of a slice and pickling come through."""
import functools
import operator
import pickle
import signal
import unittest
from collections import Counter, deque
from itertools import (accumulate, batched, chain, combinations, compress, count, cycle, dropwhile, filterfalse, groupby, islice,
                       pairwise, permutations, product, repeat, starmap, takewhile, zip_longest)

import stackless
from support import StacklessTestCase, outcome

# Calls that do not end, or hardly, and run no Python code.
ENDLESS = {
    'deque': lambda: deque(count(), 0),
    'sum': lambda: sum(repeat(1)),
    'max': lambda: max(count()),
    'min': lambda: min(count()),
    'any': lambda: any(repeat(0)),
    'all': lambda: all(repeat(1)),
    'in': lambda: None in repeat(1),
    'countOf': lambda: operator.countOf(repeat(1), 2),
    'indexOf': lambda: operator.indexOf(repeat(1), 2),
    'filter': lambda: next(filter(None, repeat(0))),
    'filterfalse': lambda: next(filterfalse(None, repeat(1))),
    'compress': lambda: next(compress(repeat(1), repeat(0))),
    'dropwhile': lambda: next(dropwhile(bool, repeat(1))),
    'islice': lambda: next(islice(repeat(1), 10**10, None)),
    'chain': lambda: next(chain.from_iterable(repeat(()))),
    'groupby': lambda: deque(groupby(repeat(1)), 0),
    'takewhile': lambda: deque(takewhile(bool, repeat(1)), 0),
    'starmap': lambda: deque(starmap(pow, repeat((1, 2))), 0),
    'accumulate': lambda: deque(accumulate(repeat(0)), 0),
    'map': lambda: deque(map(abs, count()), 0),
    'zip': lambda: deque(zip(count(), cycle('ab')), 0),
    'zip_longest': lambda: deque(zip_longest(count(), 'a'), 0),
    'enumerate': lambda: deque(enumerate(count()), 0),
    'pairwise': lambda: deque(pairwise(count()), 0),
    'batched': lambda: deque(batched(count(), 3), 0),
    'permutations': lambda: deque(permutations(range(15)), 0),
    'product': lambda: deque(product(range(100), repeat=6), 0),
    'combinations': lambda: deque(combinations(range(100), 9), 0),
    'set': lambda: set(repeat(1)),
    'fromkeys': lambda: dict.fromkeys(repeat(1)),
    'update': lambda: {}.update(repeat((1, 2))),
    'intersection': lambda: {1}.intersection(repeat(2)),
    'issuperset': lambda: {1}.issuperset(repeat(1)),
    'Counter': lambda: Counter(repeat(1)),
    'reduce': lambda: functools.reduce(max, count()),
    'trivial function': lambda: deque(map(lambda item: item, count()), 0),
}
MANY = 5000

# Calls with many items, and what they give.
LONG = (
    (lambda: list(iter(range(MANY))) == [*range(MANY)], True),
    (lambda: tuple(map(abs, range(MANY))) == tuple(range(MANY)), True),
    (lambda: len(''.join(map(str, range(MANY)))), 18890),
    (lambda: b''.join(repeat(b'ab', MANY)) == b'ab' * MANY, True),
    (lambda: sum(map(abs, range(MANY))), MANY * (MANY - 1) // 2),
    (lambda: sum(map(float, range(MANY))), float(MANY * (MANY - 1) // 2)),
    (lambda: [*iter(range(MANY))] + [*filter(None, range(MANY))] == [*range(MANY), *range(1, MANY)], True),
    (lambda: (lambda first, *rest: len(rest))(*iter(range(MANY))), MANY - 1),
    (lambda: MANY - 1 in map(abs, range(MANY)), True),
    (lambda: list(deque(iter(range(MANY)), 2)), [MANY - 2, MANY - 1]),
    (lambda: len(set(map(str, range(MANY)))), MANY),
    (lambda: len(dict(zip(range(MANY), count()))), MANY),
    (lambda: list(compress(range(MANY), chain(repeat(0, MANY - 1), [1]))), [MANY - 1]),
    (lambda: next(islice(count(), MANY, None)), MANY),
    (lambda: len(next(batched(count(), MANY))), MANY),
    (lambda: [key for key, group in groupby(range(MANY), lambda item: item // 3000)], [0, 1]),
    (lambda: list(chain.from_iterable(chain(repeat((), MANY), ['a']))), ['a']),
    (lambda: pickle.loads(pickle.dumps(list(range(MANY)))) == list(range(MANY)), True),
)


class Interrupted(Exception):
    """Raised by the handler of a signal."""


def interrupt(number, frame):
    raise Interrupted


def last_of(steps):
    """A native in the midst of which a slice ends."""
    return deque(map(abs, range(steps)), 1)[0]


class Natives(StacklessTestCase):

    def setUp(self):
        super().setUp()
        old = signal.signal(signal.SIGALRM, interrupt)
        self.addCleanup(signal.signal, signal.SIGALRM, old)

    def test_signals(self):
        """The handler is called soon, and what it raises comes out of the native."""
        for name, endless in ENDLESS.items():
            with self.subTest(name):
                self.assertEqual(outcome(lambda: signal.setitimer(signal.ITIMER_REAL, 0.01) and endless()), 'Interrupted: ')

    def test_results(self):
        """They are the same with the stack lifted now and then."""
        for function, result in LONG:
            self.assertEqual(function(), result)
            self.ready('t', lambda: self.note(function()))
            self.assertIsNone(stackless.run_slice(60))
            self.assertEqual(self.log.pop(), result)

    def test_a_slice_ends(self):
        """run_slice() returns, and the tasklet is ready, in the midst of the native."""
        for name in 'deque', 'filter', 'sum', 'in', 'islice':
            with self.subTest(name):
                t = self.ready('t', ENDLESS[name])
                stackless.run_slice(0.01)
                self.assertEqual((t.alive, self.queue()), (True, ['main', 't']))
                t.kill()

    def test_pickled_in_the_midst(self):
        """The copy goes on from there, and so does the original."""
        for slices in 1, 3:
            t = self.ready('t', last_of, 10**6)
            for turn in range(slices):
                stackless.run_slice(0.001)
            copied = self.named('copy', pickle.loads(pickle.dumps(t)))
            copied.insert()
            stackless.run()
            self.assertEqual((t.alive, copied.alive), (False, False))

    def test_S118_no_ticks_are_used_up(self):
        """A native is one step for a watchdog."""
        t = self.ready('t', lambda: self.note(len(list(map(abs, range(10**5))))))
        self.assertIsNone(stackless.run(100))
        self.assertEqual((self.log, t.alive), ([10**5], False))


if __name__ == '__main__':
    unittest.main()
