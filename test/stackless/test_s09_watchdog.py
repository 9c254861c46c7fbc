"""Section 9: preemption by the watchdog."""
import collections
import functools
import itertools
import operator
import pickle
import re
import unittest

import stackless
from support import StacklessTestCase, needs_threads, spin, state


def count_up(steps):
    """A loop for a global variable."""
    global total
    total = 0
    while total < steps:
        total += 1


def count_and_return(steps):
    for number in range(steps):
        pass
    return number


def count_last(steps):
    for number in range(steps):
        last = number


def add_one():
    global total
    total += 1


def count_by_calls(steps):
    global total
    total = 0
    for number in range(steps):
        add_one()


def count_by_recursion(steps):
    if steps:
        count_by_recursion(steps - 1)


# Loops, and the ticks of one turn where a tick is an instruction.
LOOPS = (count_up, 4), (count_last, 3), (count_by_calls, 7)


def same(value, default=None):
    return value


def gathered(*args, **keywords):
    return args


class Leaf:
    """Its methods call nothing and have no loops."""
    def __init__(self, value=0):
        self.value = value
    def __iter__(self):
        return self
    def __next__(self):
        return 1
    def __call__(self, *args):
        return self
    def __bool__(self):
        return True
    def __hash__(self):
        return 1
    def __eq__(self, other):
        return False
    def __lt__(self, other):
        return True
    def __add__(self, other):
        return self
    def __radd__(self, other):
        return self
    def __getattr__(self, name):
        return name if name == 'other' else object.__getattribute__(self, name)
    @property
    def width(self):
        return 1
    def method(self):
        return 1


class Positions:
    def __getitem__(self, index):
        return index


class Other:
    def __new__(cls, value):
        return None


def take_all(iterator):
    """Advances an iterator in a loop that is native."""
    collections.deque(iterator, maxlen=0)


def calls_of(function, *iterables):
    return take_all(map(function, *iterables or [itertools.count()]))


def delegated(iterable):
    yield from iterable


leaf = Leaf()

# Natives that never end, each of which calls functions that count for nothing by themselves.
ENDLESS = {
    'a function': lambda: calls_of(lambda value: value),
    'a default': lambda: calls_of(same),
    'stars': lambda: calls_of(gathered),
    'keywords': lambda: calls_of(functools.partial(gathered, key=1)),
    'four arguments': lambda: calls_of(gathered, *[itertools.count()] * 4),
    'a method': lambda: calls_of(leaf.__add__),
    '__call__': lambda: calls_of(leaf),
    '__init__': lambda: calls_of(Leaf),
    '__new__': lambda: calls_of(Other),
    'a property': lambda: calls_of(operator.attrgetter('width'), itertools.repeat(leaf)),
    '__getattr__': lambda: calls_of(operator.attrgetter('other'), itertools.repeat(leaf)),
    'a named method': lambda: calls_of(operator.methodcaller('method'), itertools.repeat(leaf)),
    '__add__': lambda: calls_of(operator.add, itertools.repeat(leaf), itertools.count()),
    '__radd__': lambda: calls_of(operator.add, itertools.count(), itertools.repeat(leaf)),
    'a cached function': lambda: calls_of(functools.lru_cache(1)(lambda value: value)),
    '__next__': lambda: take_all(leaf),
    '__getitem__': lambda: take_all(Positions()),
    '__bool__': lambda: all(itertools.repeat(leaf)),
    '__eq__': lambda: 1 in itertools.repeat(leaf),
    'list': lambda: list(leaf),
    'tuple': lambda: tuple(leaf),
    'set': lambda: set(leaf),
    'bytes': lambda: bytes(leaf),
    'a display': lambda: [*leaf],
    'star arguments': lambda: gathered(*leaf),
    'a target': lambda: [rest for first, *rest in [leaf]],
    'in': lambda: 2 in leaf,
    'join': lambda: ''.join(map(lambda value: '', itertools.count())),
    'sum': lambda: sum(itertools.repeat(leaf), leaf),
    'any': lambda: any(map(lambda value: False, itertools.count())),
    'max': lambda: max(itertools.count(), key=same),
    'min': lambda: min(map(Leaf, itertools.count())),
    'dict.fromkeys': lambda: dict.fromkeys(leaf),
    'Counter': lambda: collections.Counter(leaf),
    'keys': lambda: dict.fromkeys(map(Leaf, itertools.count())),
    'members': lambda: set(map(Leaf, itertools.count())),
    'reduce': lambda: functools.reduce(lambda a, b: a, itertools.count()),
    'filter': lambda: take_all(filter(lambda value: False, itertools.count())),
    'filterfalse': lambda: take_all(itertools.filterfalse(lambda value: True, itertools.count())),
    'takewhile': lambda: take_all(itertools.takewhile(lambda value: True, itertools.count())),
    'dropwhile': lambda: take_all(itertools.dropwhile(lambda value: True, itertools.count())),
    'starmap': lambda: take_all(itertools.starmap(lambda value: value, zip(itertools.count()))),
    'accumulate': lambda: take_all(itertools.accumulate(itertools.count(), lambda a, b: a)),
    'groupby': lambda: take_all(itertools.groupby(itertools.count(), lambda value: 1)),
    'iter with a sentinel': lambda: take_all(iter(lambda: 1, 2)),
    'zip and enumerate': lambda: take_all(zip(leaf, enumerate(leaf))),
    'yield from a native': lambda: take_all(delegated(itertools.count())),
    'yield from __next__': lambda: take_all(delegated(leaf)),
}

# The same of natives that end after two thousand calls.
LONG = {
    'sorting by a key': lambda: sorted(range(2000), key=same),
    'sorting by __lt__': lambda: sorted(map(Leaf, range(1000))),
    'comparing lists': lambda: list(map(Leaf, range(2000))) == list(range(2000)),
    'membership': lambda: 1 in [leaf] * 2000,
    're.sub': lambda: re.sub('a', lambda match: '', 'a' * 2000),
    'translate': lambda: ''.join(map(chr, range(2000))).translate(Positions()),
    'formatting': lambda: ('{0.other}' * 2000).format(leaf),
}


class Watchdog(StacklessTestCase):
    """9.1 and 9.2"""

    def count_interrupts(self, timeout):
        """Runs everything to its end under run(timeout); how often a tasklet was interrupted."""
        count = 0
        interrupted = stackless.run(timeout)
        while interrupted is not None:
            count += 1
            interrupted.insert()
            interrupted = stackless.run(timeout)
        return count

    def test_S116_progress(self):
        """Every slice executes at least one instruction."""
        t = self.ready('t', spin, 50)
        self.assertGreater(self.count_interrupts(1), 10)
        self.assertFalse(t.alive)

    def test_S116_ticks_per_iteration(self):
        """Within a factor of three of the instructions, in slices of any length."""
        for loop, ticks in LOOPS:
            for timeout, steps in (100, 3000), (1000, 20000), (10000, 100000):
                with self.subTest(loop.__name__, timeout=timeout):
                    self.ready('t', loop, steps)
                    slices = self.count_interrupts(timeout) * timeout / steps
                    self.assertGreater(slices, ticks / 3)
                    self.assertLess(slices, ticks * 3)

    def test_S116_every_turn_and_every_call_counts(self):
        """Whatever turns or calls: a thousand times is more than a slice of a few hundred ticks."""
        def generated():
            return list(number for number in range(1000))
        def comprehended():
            return [number for number in range(1000)]
        def mapped():
            return list(map(lambda number: str(number), range(1000)))
        def unpacked():
            for (a, b) in zip(range(1000), range(1000)):
                continue
        for job in generated, comprehended, mapped, unpacked, lambda: count_by_recursion(900), lambda: count_by_calls(1000):
            t = self.ready('t', job)
            self.assertIs(stackless.run(300), t)
            t.kill()

    def test_S116_natives_that_never_end(self):
        """Each call counts that a native makes, also of functions that call nothing and have no loop."""
        for name, job in ENDLESS.items():
            with self.subTest(name):
                t = self.ready('t', job)
                self.assertIs(stackless.run(300), t)
                t.bind(None)

    def test_S116_natives_that_make_many_calls(self):
        """Two thousand of them are more than a slice of 1000 ticks."""
        for name, job in LONG.items():
            with self.subTest(name):
                t = self.ready('t', job)
                self.assertIs(stackless.run(1000), t)
                t.insert()
                self.count_interrupts(1000)
                self.assertFalse(t.alive)

    def test_S116_ticks_of_calls_by_natives(self):
        """Within a factor of three of the instructions: three for a function that gives its argument."""
        jobs = {'map': lambda steps: take_all(map(same, range(steps))),
                'yield from': lambda steps: take_all(delegated(range(steps))),
                '__next__': lambda steps: take_all(itertools.islice(leaf, steps))}
        for name, job in jobs.items():
            for timeout, steps in (10, 300), (100, 3000), (1000, 20000):
                with self.subTest(name, timeout=timeout):
                    self.ready('t', job, steps)
                    slices = self.count_interrupts(timeout) * timeout / steps
                    self.assertGreater(slices, 1)
                    self.assertLess(slices, 9)

    def test_S121_interrupted_inside_a_native(self):
        """The result is that of a call without interruptions, also of the pickled tasklet."""
        jobs = {'map': lambda: list(map(lambda value: value * 2, range(300))),
                'keys': lambda: sorted(key.value for key in dict.fromkeys(map(Leaf, range(20)))),
                'yield from': lambda: list(delegated(range(300))),
                'keywords': lambda: list(map(functools.partial(gathered, key=1), range(100)))}
        for name, job in jobs.items():
            for pickled in False, True:
                with self.subTest(name, pickled=pickled):
                    results = []
                    # A pickled tasklet has a list of its own.
                    t = self.ready('t', lambda results: (results.append(job()), stackless.schedule_remove(results)), results)
                    interrupted = stackless.run(50)
                    count = 0
                    while interrupted is not None:
                        count += 1
                        t = interrupted
                        if pickled:
                            t = self.named('t', pickle.loads(pickle.dumps(interrupted)))
                            interrupted.bind(None)
                        t.insert()
                        interrupted = stackless.run(50)
                    self.assertEqual(t.tempval, [job()])
                    self.assertGreater(count, 3)
                    t.kill()

    def test_S117_short_slices_interrupt_a_short_loop(self):
        """run(10) and run(100) interrupt 1000 iterations, at depth 1."""
        for timeout in (10, 100):
            def loop():
                for number in range(1000):
                    pass
            t = self.ready('t', loop)
            self.assertIs(stackless.run(timeout), t)
            self.assertEqual((t.recursion_depth, state(t)), (1, 'paused'))

    def test_S117_long_slice(self):
        """run(1000) interrupts 10000 iterations."""
        t = self.ready('t', spin, 10000)
        self.assertIs(stackless.run(1000), t)

    def test_S117_cooperating_tasklets_are_interrupted_less(self):
        """Those that schedule every 50 iterations, against those that do not."""
        def rude():
            for number in range(1000):
                pass
        def polite():
            for turn in range(20):
                for number in range(50):
                    pass
                stackless.schedule()
        for name in 'abc':
            self.ready(name, rude)
        rude_count = self.count_interrupts(100)
        for name in 'abc':
            self.ready(name, polite)
        self.assertGreater(rude_count, self.count_interrupts(100))

    def test_S118_native_calls_are_not_interrupted(self):
        """One long native call uses few ticks."""
        numbers = list(range(200000))
        for native, result in ((lambda: sum(range(200000)), 19999900000), (lambda: sorted(numbers)[-1], 199999),
                               (lambda: len(str(numbers)), 1488890), (lambda: len([*numbers, *numbers]), 400000),
                               (lambda: len(list(map(str, numbers))), 200000)):
            t = self.ready('t', lambda: self.note(native()))
            self.assertIsNone(stackless.run(200))
            self.assertEqual((self.log, t.alive), ([result], False))
            del self.log[:]

    def test_S118_natives_that_call_natives(self):
        """Nor does it use ticks when it calls others for each item."""
        numbers = list(range(100000))
        for native, result in ((lambda: max(numbers, key=abs), 99999), (lambda: sorted(numbers, key=abs)[1], 1),
                               (lambda: functools.reduce(max, numbers), 99999), (lambda: len(repr([numbers])), 688892),
                               (lambda: sum(map(abs, filter(None, numbers))), 4999950000)):
            t = self.ready('t', lambda: self.note(native()))
            self.assertIsNone(stackless.run(200))
            self.assertEqual((self.log, t.alive), ([result], False))
            del self.log[:]

    def test_S118_python_code_that_natives_call(self):
        """It counts, each call at least once, also where it could not be interrupted itself."""
        class Unequal:
            def __eq__(self, other):
                return False
        for native in (lambda: max(itertools.count(), key=lambda item: item), lambda: Unequal() in itertools.count(),
                       lambda: functools.reduce(lambda total, item: item, itertools.count()),
                       lambda: sorted(range(100000), key=lambda item: -item), lambda: list(filter(lambda item: None, itertools.count()))):
            t = self.ready('t', native)
            self.assertIs(stackless.run(5000), t)
            t.kill()

    def test_S119_work_done_by_operators_alone(self):
        """Also what neither loops nor calls anything by name is interrupted."""
        class Number:
            def __init__(self, n):
                self.n = n
            def __neg__(self):
                return 1 if self.n == 0 else (-numbers[self.n - 1]) and (-numbers[self.n - 1])
        numbers = [Number(n) for n in range(50)]
        t = self.ready('t', lambda: -numbers[49])
        self.assertIs(stackless.run(10000), t)
        self.assertIs(stackless.run(100), None)
        t.insert()
        self.assertIs(stackless.run(100), t)
        t.kill()

    def test_S119_interrupted_tasklet(self):
        """It is paused and returned; the others keep their order."""
        a = self.ready('a', spin, 100000)
        self.ready('b')
        self.ready('c')
        self.assertIs(stackless.run(500), a)
        self.check_flags(a, 'TFTF')
        self.assertEqual((self.queue(), self.log), (['main', 'b', 'c'], []))

    def test_S119_interrupted_in_the_middle(self):
        """[b c a] with b interrupted leaves [main c a]; a new slice begins with each switch."""
        def polite():
            spin(100)
            stackless.schedule()
            spin(100)
        self.ready('a', polite)
        b = self.ready('b', lambda: spin(100000))
        self.ready('c', polite)
        self.assertIs(stackless.run(500), b)
        self.assertEqual(self.queue(), ['main', 'c', 'a'])
        self.assertIsNone(stackless.run(500))

    def test_S120_no_timeout(self):
        """If no slice is used up it behaves as run()."""
        self.ready('a')
        self.ready('b')
        self.assertIsNone(stackless.run(1000))
        self.assertEqual(self.log, ['a', 'b'])

    def test_S120_switch_starts_a_new_slice(self):
        """A switch to another tasklet does, a schedule() that does not switch does not."""
        def polite():
            for number in range(2000):
                stackless.schedule()
        a, b = self.ready('a', polite), self.ready('b', polite)
        self.assertIsNone(stackless.run(300))
        self.assertEqual((a.alive, b.alive), (False, False))
        sole = self.ready('sole', polite)
        self.assertIs(stackless.run(300), sole)

    def test_S121_continuing_an_interrupted_tasklet(self):
        """With insert or run; it can be inspected and killed."""
        def job():
            for number in range(3000):
                pass
            self.note(number)
        for go_on in (lambda: (t.insert(), stackless.run()), lambda: t.run()):
            t = self.ready('t', job)
            self.assertIs(stackless.run(500), t)
            self.assertEqual(t.frame.f_code.co_name, 'job')
            self.assertIn(t.frame.f_locals['number'], range(3000))
            go_on()
        self.assertEqual(self.log, [2999] * 2)
        t = self.ready('t', job)
        stackless.run(500)
        t.kill()
        self.assertEqual((t.alive, self.log), (False, [2999] * 2))

    def test_S121_pickling_an_interrupted_tasklet(self):
        """The copy goes on where the original was, as often as one likes."""
        t = self.ready('t', count_and_return, 3000)
        self.assertIs(stackless.run(500), t)
        place = t.frame.f_locals['number']
        data = pickle.dumps(t)
        for turn in range(2):
            copied = self.named('copy', pickle.loads(data))
            self.assertEqual((copied.frame.f_locals['number'], copied.paused), (place, True))
            copied.insert()
            self.assertIs(stackless.run(500), copied)
            self.assertGreater(copied.frame.f_locals['number'], place)
            self.assertLess(copied.frame.f_locals['number'], 2 * place + 300)
        self.assertEqual(t.frame.f_locals['number'], place)

    def test_S122_totaltimeout(self):
        """The ticks are for the whole call."""
        def polite():
            for number in range(2000):
                stackless.schedule()
        a, b = self.ready('a', polite), self.ready('b', polite)
        t = stackless.run(1000, totaltimeout=True)
        self.assertIn(t, (a, b))
        self.assertTrue(t.paused)

    def test_S123_exception_and_empty_queue(self):
        """They end a timed run as an untimed one."""
        self.ready('t', lambda: 1 / 0)
        self.ready('u')
        with self.assertRaises(ZeroDivisionError):
            stackless.run(1000)
        self.assertEqual(self.queue(), ['main', 'u'])
        b = self.ready('b', stackless.channel().receive)
        self.assertIsNone(stackless.run(1000))
        self.assertEqual(self.log, ['u'])


class HeldBack(StacklessTestCase):
    """9.3"""

    def test_S124_atomic(self):
        """No interrupt while the flag is set."""
        def job():
            stackless.current.set_atomic(True)
            spin(3000)
            self.note('atomic')
            stackless.current.set_atomic(False)
            self.note('after')
        t = self.ready('t', job)
        self.assertIs(stackless.run(100), t)
        self.assertEqual(self.log, ['atomic'])

    def nested_job(self):
        """Spins in a sort key, and notes the level there."""
        def key(value):
            self.note(stackless.current.nesting_level)
            spin(3000)
            self.note('key ends')
            return value
        sorted([1], key=key)
        self.note('after')
        spin(3000)

    def test_S124_nesting_level(self):
        """No interrupt above level 0."""
        t = self.ready('t', self.nested_job)
        self.assertIs(stackless.run(500), t)
        if self.log[0] > 0:
            self.assertIn('key ends', self.log)
        else:
            self.assertEqual(self.log, [0])

    def test_S124_ignore_nesting(self):
        """Unless the flag is set, or run was called so."""
        t = self.paused('t', self.nested_job)
        t.set_ignore_nesting(True)
        t.insert()
        self.assertIs(stackless.run(500), t)
        self.assertNotIn('key ends', self.log)
        t.kill()
        del self.log[:]
        u = self.ready('u', self.nested_job)
        self.assertIs(stackless.run(500, ignore_nesting=True), u)
        self.assertNotIn('key ends', self.log)

    def test_S124_ignore_nesting_does_not_lift_other_reasons(self):
        """Neither that of atomic nor that of the switch trap."""
        def job():
            with stackless.atomic():
                spin(3000)
                self.note('atomic')
            stackless.switch_trap(1)
            spin(3000)
            self.note('trapped')
            stackless.switch_trap(-1)
            spin(3000)
            self.note('not reached')
        t = self.ready('t', job)
        for expected in (['atomic'], ['atomic', 'trapped']):
            self.assertIs(stackless.run(200, ignore_nesting=True), t)
            self.assertEqual(self.log, expected)
            t.insert()
        t.kill()

    def test_S125_switch_trap_takes_another_slice(self):
        """A short rest of the work ends before the interrupt comes."""
        def job():
            stackless.switch_trap(1)
            spin(3000)
            stackless.switch_trap(-1)
            self.note('rest')
        self.ready('t', job)
        self.assertIsNone(stackless.run(1000))
        self.assertEqual(self.log, ['rest'])

    def test_S124_switch_trap(self):
        """No interrupt while the trap is set."""
        def job():
            stackless.switch_trap(1)
            spin(3000)
            self.note('trapped')
            stackless.switch_trap(-1)
            spin(3000)
            self.note('after')
        t = self.ready('t', job)
        self.assertIs(stackless.run(200), t)
        self.assertEqual(self.log, ['trapped'])

    def test_S124_callback(self):
        """No interrupt while a callback is running."""
        def callback(prev, next):
            if prev is t:
                spin(3000)
                self.note('callback')
        t = self.ready('t', stackless.schedule)
        self.ready('u')
        stackless.set_schedule_callback(callback)
        self.assertIsNone(stackless.run(300))
        stackless.set_schedule_callback(None)
        self.assertEqual(self.log, ['callback', 'u', 'callback'])

    def test_S124_channel_callback(self):
        """Nor while that of a channel is running."""
        c = stackless.channel()
        c.preference = 0
        def callback(channel, tasklet, sending, will_block):
            if sending:
                spin(3000)
                self.note('callback ends')
        self.blocked_receiver('r', c)
        stackless.set_channel_callback(callback)
        t = self.ready('t', lambda: (c.send(1), self.note('sent'), spin(3000), self.note('not reached')))
        self.assertIs(stackless.run(300), t)
        stackless.set_channel_callback(None)
        self.assertEqual(self.log[0], 'callback ends')
        self.assertNotIn('not reached', self.log)
        t.kill()

    def test_S125_pending_interrupt_fires(self):
        """As soon as the flag is cleared, and not before."""
        def job():
            with stackless.atomic():
                with stackless.atomic():
                    spin(3000)
                self.note('inner left')
            self.note('outer left')
        t = self.ready('t', job)
        self.assertIs(stackless.run(100), t)
        self.assertEqual(self.log, ['inner left'])
        t.run()
        self.assertEqual(self.log, ['inner left', 'outer left'])


class Soft(StacklessTestCase):
    """9.4"""

    def test_S126_stops_at_a_scheduling_moment(self):
        """The caller is resumed instead of the tasklet that was due."""
        def job():
            spin(3000)
            self.note('before')
            stackless.schedule()
            self.note('after')
        self.ready('a', job)
        self.ready('b')
        self.assertIsNone(stackless.run(500, soft=True))
        self.assertEqual((self.log, self.queue()), (['before'], ['main', 'b', 'a']))
        stackless.run()
        self.assertEqual(self.log, ['before', 'b', 'after'])

    def test_S126_ending_is_a_moment(self):
        """So are blocking, pausing and ending."""
        ends = {'end': lambda: None, 'block': lambda: stackless.channel().receive(),
                'send': lambda: stackless.channel().send(1), 'pause': lambda: stackless.schedule_remove()}
        for name, end in ends.items():
            with self.subTest(name):
                def job():
                    spin(3000)
                    end()
                self.ready('a', job)
                self.ready('b')
                self.assertIsNone(stackless.run(500, soft=True))
                self.assertEqual((self.log, self.queue()), ([], ['main', 'b']))
                stackless.run()
                self.assertEqual(self.log, ['b'])
                del self.log[:]

    def test_S126_running_another_is_a_moment(self):
        """The tasklet that t.run() would have continued comes first behind the caller of run()."""
        def job():
            spin(3000)
            c.run()
            self.note('after')
        self.ready('a', job)
        self.ready('b')
        c = self.ready('c')
        self.assertIsNone(stackless.run(500, soft=True))
        self.assertEqual((self.log, self.queue()), ([], ['main', 'c', 'a', 'b']))
        stackless.run()

    def test_S126_schedule_all_is_a_moment(self):
        """A transfer on a channel with it; the queue is that of the transfer."""
        for sends in True, False:
            c = stackless.channel()
            c.schedule_all = 1
            self.blocked_receiver('p', c) if sends else self.blocked_sender('p', c, 1)
            def job():
                spin(3000)
                c.send(1) if sends else c.receive()
                self.note('after')
            self.ready('a', job)
            self.ready('b')
            self.assertIsNone(stackless.run(500, soft=True))
            self.assertEqual((self.log, self.queue()), ([], ['main', 'b', 'p', 'a']))
            stackless.run()
            del self.log[:]

    def test_S126_nothing_used_up(self):
        """Then it is a plain run()."""
        self.ready('a')
        self.assertIsNone(stackless.run(1000, soft=True))
        self.assertEqual(self.log, ['a'])

    def test_S127_transfer_by_preference_is_no_moment(self):
        """The request passes to the tasklet that runs next."""
        c = stackless.channel()
        self.blocked_receiver('r', c)
        def job():
            spin(3000)
            c.send(1)
            self.note('sent')
        self.ready('a', job)
        self.ready('b')
        self.assertIsNone(stackless.run(500, soft=True))
        self.assertEqual((self.log, self.queue()), ([('r', 1)], ['main', 'b', 'a']))

    def test_S127_continuing_the_caller_is_no_moment(self):
        """A send with preference 0 goes on."""
        c = stackless.channel()
        c.preference = 0
        self.blocked_receiver('r', c)
        def job():
            spin(3000)
            c.send(1)
            self.note('sent')
        self.ready('a', job)
        self.ready('b')
        self.assertIsNone(stackless.run(500, soft=True))
        self.assertEqual((self.log, self.queue()), (['sent'], ['main', 'b', 'r']))

    def test_S128_tasklet_that_never_switches(self):
        """run returns when it ends."""
        t = self.ready('t', spin, 5000)
        self.ready('u')
        self.assertIsNone(stackless.run(100, soft=True))
        self.assertFalse(t.alive)
        self.assertEqual((self.log, self.queue()), ([], ['main', 'u']))
        stackless.run()


class Nesting(StacklessTestCase):
    """9.5"""

    def test_S129_inner_timeout_is_ignored(self):
        """Only the outermost timed run has a watchdog."""
        def outer():
            t = self.ready('t', spin, 3000)
            self.note(stackless.run(10), t.alive)
        self.ready('R', outer)
        self.assertIsNone(stackless.run(10000000))
        self.assertEqual(self.log, [(None, False)])

    def test_S129_inner_timeout_under_a_plain_run(self):
        """The inner timed run has the watchdog then."""
        def outer():
            t = self.ready('t', spin, 100000)
            self.note(stackless.run(100) is t, state(t))
        self.ready('R', outer)
        self.assertIsNone(stackless.run())
        self.assertEqual(self.log, [(True, 'paused')])

    def test_S130_expiry_under_an_inner_run(self):
        """The caller of the outermost timed run is resumed; inner runners are appended."""
        def outer():
            self.worker = self.ready('w', spin, 100000)
            self.note(stackless.run())
        self.ready('R', outer)
        self.assertIs(stackless.run(1000), self.worker)
        self.assertEqual((self.queue(), self.log), (['main', 'R'], []))
        stackless.run()
        self.assertEqual(self.log, [None])

    def test_S131_main_as_victim(self):
        """Main is interrupted like any tasklet when a worker runs the watchdog."""
        main = stackless.main
        def worker():
            self.note(stackless.run(1000) is main, state(main))
            main.insert()
        self.ready('w', worker)
        stackless.schedule()
        spin(100000)
        self.assertEqual(self.log, [(True, 'paused')])


class ThreadBlock(StacklessTestCase):
    """9.6"""

    @needs_threads
    def test_S132_threadblock_waits(self):
        """With a timeout it sleeps until another thread makes a tasklet ready."""
        import threading
        import time
        c = stackless.channel()
        self.ready('r', lambda: self.note(c.receive()))
        def other():
            time.sleep(0.1)
            c.send('sent')
        thread = threading.Thread(target=other)
        thread.start()
        self.assertIsNone(stackless.run(100000000, threadblock=True))
        thread.join()
        self.assertEqual(self.log, ['sent'])

    @needs_threads
    def test_S132_threadblock_without_timeout(self):
        """The flag is ignored without a timeout, and without another thread."""
        import threading
        self.assertIsNone(stackless.run(1000000, threadblock=True))
        stop = threading.Event()
        thread = threading.Thread(target=stop.wait)
        thread.start()
        try:
            self.assertIsNone(stackless.run(0, threadblock=True))
        finally:
            stop.set()
            thread.join()

    @needs_threads
    def test_S132_threadblock_of_an_inner_run(self):
        """Inner calls behave as run(): they do not sleep (S129)."""
        import threading
        stop = threading.Event()
        thread = threading.Thread(target=stop.wait, args=(60,))
        thread.start()
        self.ready('inner', lambda: self.note(stackless.run(10**9, threadblock=True), stop.is_set(), thread.is_alive()))
        stackless.run(10**9)
        stop.set()
        thread.join()
        self.assertEqual(self.log, [(None, False, True)])


class Examples(StacklessTestCase):
    """The example programs of the section, with what they print."""

    def test_example_9_2(self):
        """Hard timeout."""
        self.check_example('''\
import stackless
done = []
def spin(name, n):
    for i in range(n):
        pass
    done.append(name)
ts = [stackless.tasklet(spin)(k, 3000) for k in 'ab']
t = stackless.run(1000)
print(t is ts[0], t.paused, t.scheduled, ts[1].scheduled, stackless.runcount)
count = 0
while t is not None:
    count += 1
    t.insert()
    t = stackless.run(1000)
print(count > 5, sorted(done))
def polite():
    for i in range(300):
        stackless.schedule()
a, b = stackless.tasklet(polite)(), stackless.tasklet(polite)()
print(stackless.run(300), a.alive, b.alive)
a, b = stackless.tasklet(polite)(), stackless.tasklet(polite)()
t = stackless.run(300, totaltimeout=True)
print(t in (a, b), t.paused)
t.kill(); a.kill(); b.kill()
''', '''\
True True False True 2
True ['a', 'b']
None False False
True True
''')

    def test_example_9_3(self):
        """When an interrupt is held back."""
        self.check_example('''\
import stackless
log = []
def f():
    with stackless.atomic():
        for i in range(1000):
            pass
        log.append('atomic done')
    log.append('after')
t = stackless.tasklet(f)()
r = stackless.run(100)
print(r is t, log)
t.run()
print(log)
''', '''\
True ['atomic done']
['atomic done', 'after']
''')


if __name__ == '__main__':
    unittest.main()
