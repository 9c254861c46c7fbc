"""Random programs, performed by real tasklets and by the model: log, states and queues must agree.

STACKLESS_MODEL_OPS is the number of operations (all rounds together), STACKLESS_MODEL_SEED the first seed. Millions take
minutes:

    cd test/stackless && STACKLESS_MODEL_OPS=2000000 STACKLESS_MODEL_SEED=100000 ../../bin/stackless -m unittest test_model

Time is only waited for where the clock is simulated: with `node ../support/simulated-clock.mjs` in place of the command.
"""
import _thread
import gc
import io
import os
import pickle
import queue
import random
import signal
import sys
import threading
import time
import types
import unittest
import weakref

import stackless
from model import Ambiguous
from scripts import LOCKED, NO_RESULT, Interpreter, deadly, describe, final_script
from support import StacklessTestCase, outcome, waiters



def clock_is_simulated():
    """Whether each look at the clock takes a microsecond, and nothing else any time."""
    first, second, third = (time.monotonic_ns() for look in range(3))
    return second - first == third - second == 1000


DEADLOCK = 'RuntimeError: Deadlock: the last runnable tasklet cannot be blocked.'
HOSTILE = bool(os.environ.get('STACKLESS_STRESS'))
OPERATIONS = int(os.environ.get('STACKLESS_MODEL_OPS', 2000 if HOSTILE else 10000))
SEED = int(os.environ.get('STACKLESS_MODEL_SEED', 1))
TIMED = clock_is_simulated()
SHOWN = int(os.environ.get('STACKLESS_MODEL_SHOWN', 5))     # entries of the log before the first difference

# Turns of a loop in which other threads have had their turn: they get it at every few hundredth tick, and sometimes the
# host comes first. In hostile mode they get it at each, or at every 251st where there is a watchdog.
TURNS = 600 if HOSTILE else 3000

# How often the operations occur.
WEIGHTS = {
    'schedule': 10, 'schedule_remove': 4, 'run_all': 6, 'bind': 3, 'bind_only': 1, 'setup': 3, 'insert': 6,
    'remove': 2, 'run': 6, 'switch': 5, 'throw': 3, 'kill': 2, 'send': 14, 'send_error': 2, 'receive': 14, 'next': 2,
    'close': 1, 'open': 2, 'preference': 3, 'schedule_all': 3, 'block_trap': 1, 'tempval': 3, 'trapped': 4, 'raise': 1,
    'restore': 3, 'travel': 1, 'watch_switches': 1, 'watch_channels': 1, 'run_timed': 6, 'run_slice': 2, 'work': 6, 'spin': 5,
    'hold': 2, 'loose': 10, 'acquire': 8, 'release': 6, 'handle_errors': 1,
    'put': 6, 'get': 6, 'get_still': 1, 'wait': 3, 'notify': 3, 'wait_event': 2, 'set_event': 2, 'put_bounded': 4,
    'get_bounded': 4, 'unpickle': 4,
}
# What only the main thread does, and what takes as long as hundreds of others. Meanwhile the host's event loop turns, in which the
# simulated clock would move.
WEIGHTS_ALONE = {'signal': 4} | ({} if TIMED else {'drop': 0.05, 'weakly': 0.05})
TIMES = {'sleep': 8, 'sleep_still': 2, 'acquire_within': 8, 'acquire_still': 2}
if TIMED:
    WEIGHTS |= TIMES
# With several threads. Of a tasklet that is interrupted the schedule callback might be, too: there is only one of them; who waits
# may be interrupted.
THREADED = {**WEIGHTS, 'travel': 0, 'move': 8, 'spin': 16, 'loose': 16}
WAITLESS = THREADED | dict.fromkeys((*TIMES, *LOCKED, 'acquire', 'release', 'get', 'get_still'), 0)
WEIGHTS_OF_THREADS = (
    {**WAITLESS, 'watch_switches': 0},
    {**WAITLESS, 'run_timed': 0, 'run_slice': 0},
    {**THREADED, 'watch_switches': 0},
)

# What is done while others may interrupt it, by `loose`: calls of natives, in which there are no ticks.
LOOSE = 'schedule', 'schedule_remove', 'run_all', 'setup', 'insert', 'remove', 'run', 'switch', 'throw', 'kill', 'send', \
    'send_error', 'receive', 'next'

# What is done in steps.
OF_STEPS = 'hold', 'loose', 'acquire', 'acquire_within', 'sleep', 'get', 'wait', 'notify', 'wait_event', 'set_event', 'put_bounded', \
    'get_bounded', 'unpickle', 'signal', 'drop', 'weakly'

# What is done in callbacks.
CALLED = LOOSE + ('insert', 'remove', 'throw', 'kill', 'close', 'open', 'preference', 'schedule_all', 'block_trap', 'tempval',
                  'restore', 'release', 'bind', 'run_timed', 'put', 'remove')

# What no program here uses up: ticks, seconds.
NEVER = 10**9

# Of a wait.
MOST_SECONDS = 30000


class Generator:
    """Makes random scripts."""

    def __init__(self, seed, tasks, channels, threads):
        self.random = random.Random(seed)
        self.tasks, self.channels, self.threads = tasks, channels, threads
        self.weights = WEIGHTS | WEIGHTS_ALONE if threads == 1 else self.random.choice(WEIGHTS_OF_THREADS)
        self.called = CALLED if threads == 1 else CALLED + ('move',)
        self.made = 0

    def program(self):
        """The scripts of the main tasks; that of the first starts the others."""
        first = []
        for task in range(self.threads, self.tasks):
            if self.threads > 1:
                first.append(('move', task, self.random.randrange(self.threads)))
            first.append(('bind', task, self.script(self.random.randrange(4, 16))))
            if self.random.random() < 0.7:
                first.append(('insert', task))
        first += self.script(20)
        others = [self.script(self.random.randrange(8, 24)) for thread in range(1, self.threads)]
        return first + [('spin',)] * 4 * len(others), *others

    def script(self, length, depth=0):
        """A list of operations; scripts that are bound inside it are shorter."""
        start, chance = [], self.random.random()
        if chance < 0.15:
            start = [('tough',)]
        elif chance < 0.25 and depth < 2:
            start = [('finally', self.operations(3, 2))]
        return start + self.operations(length, depth)

    def operations(self, length, depth):
        return [self.operation(depth) for number in range(length)]

    def operation(self, depth):
        name = self.random.choices(list(self.weights), self.weights.values())[0]
        if depth > 1 and name in ('bind', 'bind_only'):
            name = 'schedule'
        self.made += 1
        return (name, *getattr(self, name, self.nothing)(depth))

    def nothing(self, depth):
        return ()

    def any_task(self, depth=0):
        return (self.random.randrange(self.tasks),)

    def any_channel(self, depth=0):
        return (self.random.randrange(self.channels),)

    def value(self):
        return self.made

    def run_timed(self, depth):
        return tuple(self.choice(False, True) for flag in range(5))

    def run_slice(self, depth):
        return (self.choice(False, True),)

    def choice(self, *values):
        return self.random.choice(values)

    def schedule(self, depth):
        return (self.choice(None, self.value()),)

    schedule_remove = schedule

    def bind(self, depth):
        return self.random.randrange(self.threads, self.tasks), self.script(self.random.randrange(6), depth + 1)

    bind_only = bind
    setup = insert = remove = run = switch = restore = travel = any_task
    receive = next = close = open = any_channel

    def throw(self, depth):
        return *self.any_task(), 'thrown %d' % self.made, self.choice(False, True)

    def kill(self, depth):
        return *self.any_task(), self.choice(False, True)

    def send(self, depth):
        return *self.any_channel(), self.value()

    def send_error(self, depth):
        return *self.any_channel(), 'sent %d' % self.made

    def preference(self, depth):
        return *self.any_channel(), self.choice(-1, 0, 1)

    def schedule_all(self, depth):
        return *self.any_channel(), self.choice(False, True)

    def block_trap(self, depth):
        return *self.any_task(), self.random.random() < 0.2

    def tempval(self, depth):
        return *self.any_task(), self.value()

    def watch_switches(self, depth):
        names = self.random.choices(self.called, k=self.choice(0, 1, 1, 2, 3))
        return self.choice(None, False, True), [(name, *getattr(self, name, self.nothing)(2)) for name in names]

    watch_channels = watch_switches

    def handle_errors(self, depth):
        return (self.choice(None, self.operations(self.random.randrange(4), 2)),)

    def move(self, depth):
        return *self.any_task(), self.choice(None, *range(self.threads))

    def trapped(self, depth):
        while True:
            operation = self.operation(2)
            if operation[0] not in ('trapped', 'raise', 'bind', 'bind_only', 'travel') + OF_STEPS:
                return (operation,)

    def unpickle(self, depth):
        return self.loose(depth)

    signal = drop = weakly = unpickle

    def acquire(self, depth):
        return *self.release(depth), self.random.random() < 0.9

    def release(self, depth):
        return (self.choice(0, 0, 1),)

    def acquire_within(self, depth):
        return *self.release(depth), *self.sleep(depth)

    def acquire_still(self, depth):
        return *self.release(depth), self.choice(None, *self.sleep(depth))

    def sleep(self, depth):
        return (self.random.uniform(1, MOST_SECONDS),)

    sleep_still = sleep

    def put(self, depth):
        return (self.value(),)

    def get(self, depth):
        return (self.choice(None, 0, *self.sleep(depth)) if TIMED else self.choice(None, 0),)

    get_still = get

    def wait(self, depth):
        return (self.choice(None, *self.sleep(depth)) if TIMED else None,)

    wait_event = wait

    def notify(self, depth):
        return (self.choice(1, 1, 2, 10),)

    def set_event(self, depth):
        return (self.choice(False, True),)

    def put_bounded(self, depth):
        return self.value(), self.random.random() < 0.8

    def get_bounded(self, depth):
        return (self.random.random() < 0.8,)

    def loose(self, depth):
        name = self.choice(*LOOSE)
        return ((name, *getattr(self, name, self.nothing)(depth)),)

    def __getattribute__(self, name):
        if name == 'raise':
            return lambda depth: ('raised %d' % self.made,)
        return super().__getattribute__(name)


def let_expire():
    """Takes the ticks after which a short watchdog's time is up."""
    for turn in range(3):
        pass


def loosely(function, *arguments):
    """Calls what waits, for which an atomic task would hold the whole thread."""
    task = stackless.current
    try:
        task.set_atomic(False)
        return function(*arguments)
    finally:
        task.set_atomic(True)


class LooseLock:
    """A lock for which only its tasklet waits: who is atomic would hold the whole thread."""

    def __init__(self):
        self.lock = threading.Lock()
        self.release = self.lock.release
        self.locked = self.lock.locked

    def acquire(self, blocking=True, seconds=-1):
        if not blocking:
            return self.lock.acquire(False)
        let_expire()
        return loosely(self.lock.acquire, True, seconds)

    __enter__ = acquire

    def __exit__(self, *error):
        self.release()


class LooseCondition(threading.Condition):
    """A condition all of whose locks are loose."""
    wait = types.FunctionType(threading.Condition.wait.__code__, {'_allocate_lock': LooseLock},
                              'wait', threading.Condition.wait.__defaults__)

    def __init__(self, lock=None):
        super().__init__(lock or LooseLock())


class Acting:
    """Performs an operation when it is unpickled."""

    def __init__(self, real, operation):
        self.real, self.operation = real, operation

    def __setstate__(self, state):
        real = state['real']
        self.result = real.perform(state['operation'])


class Dying:
    """Performs an operation when it is collected."""

    def __init__(self, real, operation):
        self.real, self.operation = real, operation

    def __del__(self):
        self.real.perform(self.operation)


class Watched:
    """Something for a weak reference."""


class Real:
    """Performs the same scripts with real tasklets."""

    def __init__(self, names, channels, scripts):
        self.scripts = scripts
        self.interval = sys.getswitchinterval()
        sys.setswitchinterval(1e-9)     # who is not atomic gives way at the next occasion
        stackless.main.set_atomic(True)
        self.idents = [_thread.get_ident()]
        for number in range(1, len(scripts)):
            self.idents.append(_thread.start_new_thread(self.execute, (scripts[number],)))
        self.mains = [stackless.get_thread_info(ident)[0] for ident in self.idents]
        self.tasks = self.mains + [stackless.tasklet() for name in names[len(scripts):]]
        stackless.main.block_trap = False
        self.channels = [stackless.channel() for number in range(channels)]
        self.locks = [threading.Lock(), threading.RLock()]
        self.queue = queue.SimpleQueue()
        self.condition = LooseCondition()
        self.event = threading.Event()
        self.event._cond = LooseCondition()
        self.bounded = queue.Queue(2)
        self.bounded.mutex = LooseLock()
        self.bounded.not_empty, self.bounded.not_full = (LooseCondition(self.bounded.mutex) for kind in range(2))
        self.refs = []
        self.modules = [stackless]
        self.names = dict(zip(self.tasks, names))
        self.log = []
        self.count = 0          # grows with everything that happens
        self.over = False
        for task in self.tasks:
            task.set_atomic(True)

    def execute(self, script):
        """Performs a script in the current tasklet."""
        self.count += 1
        let_expire()
        try:
            self.perform_all(script)
        finally:
            self.perform_all(final_script(script))

    def perform_all(self, script):
        task = stackless.current
        for position, operation in enumerate(script):
            if self.over:
                return
            try:
                result = self.perform(operation)
            except BaseException as error:
                self.note(task, position, error)
                if deadly(error, operation, script) and task not in self.mains:
                    raise
            else:
                self.note(task, position, result)

    def note(self, task, position, result):
        self.count += 1
        self.log.append('%s.%d %s %s' % (self.names[task], position, describe(result, self.names), self.snapshot()))

    def names_of(self, tasks):
        return ' '.join(self.names[task] for task in tasks)

    def snapshot(self):
        states = [self.state(task) for task in self.tasks]
        return '%s | %s | %s | lock %s rlock %s items %d condition %s %d event %s %s %d queue %s %d' % (
            ' / '.join(self.names_of(queue) for queue in self.queues(states)),
            ' '.join('%s=%s' % (self.names[task], state) for task, state in zip(self.tasks, states)),
            ' '.join('c%d%+d(%s)' % (number, channel.balance, self.names_of(waiters(channel)))
                     for number, channel in enumerate(self.channels)),
            *(lock.locked() for lock in self.locks), self.queue.qsize(),
            self.condition.locked(), len(self.condition._waiters),
            self.event._cond.locked(), self.event.is_set(), len(self.event._cond._waiters),
            self.bounded.mutex.locked(), self.bounded._qsize())

    def state(self, task):
        """The state in the words of the state table (S26); 'off' if its thread has ended."""
        if task.blocked:
            return 'blocked'
        if task.thread_id == -1:
            return 'off'
        if task.is_current:
            return 'current'
        if not task.alive:
            return 'empty' if task.tempval is None else 'bound'
        if task.paused:
            return 'paused'
        return 'ready' if task.next else 'waiting'

    def queues(self, states):
        """The run queues of the threads; whoever is current in the running thread is first."""
        here = stackless.current
        found = {ident: [] for ident in self.idents if ident in stackless.threads}
        ready = [task for task, state in zip(self.tasks, states) if task.next and state in ('ready', 'current')]
        for task in [here] + ready:
            queue = found[task.thread_id]
            if not queue:
                queue.append(task)
                while queue[-1].next is not task:
                    queue.append(queue[-1].next)
        for ident, queue in found.items():
            main, current, count = stackless.get_thread_info(ident)
            waits = current.scheduled and not current.blocked and current.next is None
            assert len(queue) == count - waits
        return found.values()

    def call_of(self, operation):
        """An operation that is the call of a native: where the object is found, its method and the arguments; else None."""
        name, *arguments = operation
        if name == 'run_all':
            return self.modules, 0, 'run', ()
        if name in ('schedule', 'schedule_remove'):
            return self.modules, 0, name, () if arguments == [None] else arguments
        if name in ('setup', 'insert', 'remove', 'run', 'switch', 'kill'):
            return self.tasks, arguments[0], name, arguments[1:]
        if name == 'throw':
            return self.tasks, arguments[0], name, (ValueError(arguments[1]), None, None, arguments[2])
        if name in ('send', 'receive'):
            return self.channels, arguments[0], name, arguments[1:]
        if name == 'send_error':
            return self.channels, arguments[0], 'send_exception', (ValueError, arguments[1])
        if name == 'next':
            return self.channels, arguments[0], '__next__', ()
        return None

    def perform(self, operation):
        self.count += 1
        call = self.call_of(operation)
        if call is None:
            name, *arguments = operation
            return getattr(self, 'do_' + name)(*arguments)
        place, number, method, arguments = call
        result = getattr(place[number], method)(*arguments)
        return None if operation[0] in NO_RESULT else result

    def do_tough(self):
        pass

    def do_finally(self, script):
        pass

    def do_handle_errors(self, script):
        def handler(kind, error, traceback):
            self.log.append('handler %s' % describe(error))
            self.execute(script)
        stackless.set_error_handler(None if script is None else handler)

    def do_raise(self, text):
        raise ValueError(text)

    def do_run_timed(self, short, soft, total, ignore_nesting, threadblock):
        return stackless.run(1 if short else NEVER, threadblock, soft, ignore_nesting, total)

    def do_run_slice(self, short):
        return stackless.run_slice(1e-9 if short else NEVER)

    def do_work(self):
        """Where an interrupt that was held back comes."""
        task = stackless.current
        try:
            task.set_atomic(False)
        finally:
            task.set_atomic(True)

    def give_turns(self, count):
        """Where the others have their turns, until something has happened since `count`.

        It is not called if something has, as a watchdog whose time is up already might interrupt the call.
        """
        for turn in range(TURNS):
            if self.count > count:
                break

    def do_spin(self):
        """Where the watchdog may interrupt, and other threads have their turns; it goes on when anything has happened."""
        task, count = stackless.current, self.count
        try:
            task.set_atomic(False)
            if self.count == count:
                self.give_turns(count)
        finally:
            task.set_atomic(True)

    def do_hold(self):
        """An interrupt comes at the end of an atomic block."""
        task = stackless.current
        try:
            task.set_atomic(False)
            with stackless.atomic():
                let_expire()
        finally:
            task.set_atomic(True)

    def do_loose(self, operation):
        """An interrupt or another thread may come directly before the operation and behind it."""
        task, count = stackless.current, self.count
        place, number, method, arguments = self.call_of(operation)
        try:
            task.set_atomic(False)
            if self.count == count:
                self.give_turns(count)
            task.set_atomic(True)
            let_expire()
            result = getattr(place[number], method)(*arguments)
            self.count = count = self.count + 1
            task.set_atomic(False)
            if self.count == count:
                self.give_turns(count)
        finally:
            task.set_atomic(True)
        return None if operation[0] in NO_RESULT else result

    def do_bind(self, task, script):
        task = self.tasks[task].bind(self.execute, (script,))
        task.set_atomic(True)       # it may have been abandoned in the middle of spin
        return task

    def do_bind_only(self, task, script):
        task = self.tasks[task].bind(lambda: self.execute(script))
        task.set_atomic(True)
        return task

    def do_acquire(self, lock, blocking, seconds=-1):
        """Who is atomic would hold the whole thread."""
        return loosely(self.locks[lock].acquire, blocking, seconds)

    def do_acquire_within(self, lock, seconds):
        return self.do_acquire(lock, True, seconds)

    def do_acquire_still(self, lock, seconds):
        return self.locks[lock].acquire(True, -1 if seconds is None else seconds)

    def do_sleep(self, seconds):
        return loosely(time.sleep, seconds)

    def do_sleep_still(self, seconds):
        return time.sleep(seconds)

    def do_put(self, item):
        self.queue.put(item)

    def do_get(self, seconds):
        return loosely(self.queue.get, True, seconds)

    def do_get_still(self, seconds):
        return self.queue.get(True, seconds)

    def do_release(self, lock):
        return self.locks[lock].release()

    def do_wait(self, seconds):
        with self.condition:
            return self.condition.wait(seconds)

    def do_notify(self, count):
        with self.condition:
            self.condition.notify(count)

    def do_wait_event(self, seconds):
        return self.event.wait(seconds)

    def do_set_event(self, flag):
        if flag:
            self.event.set()
        else:
            self.event.clear()

    def do_put_bounded(self, item, blocking):
        self.bounded.put(item, blocking)

    def do_get_bounded(self, blocking):
        return self.bounded.get(blocking)

    def do_unpickle(self, operation):
        file = io.BytesIO()
        OneTasklet(file, self, None).dump(Acting(self, operation))
        file.seek(0)
        return Restored(file, self).load().result

    def do_signal(self, operation):
        """The handler is there no longer when it does something: as long as it is, waits for locks wait for it."""
        def handle(number, frame):
            del frame       # it could not be pickled
            signal.signal(number, signal.SIG_DFL)
            self.perform(operation)
        signal.signal(signal.SIGUSR1, handle)
        signal.raise_signal(signal.SIGUSR1)

    def do_drop(self, operation):
        self.make_dying(operation)
        gc.collect()

    def do_weakly(self, operation):
        self.refs.append(self.make_watched(operation))
        gc.collect()

    def make_dying(self, operation):
        Dying(self, operation)

    def make_watched(self, operation):
        return weakref.ref(Watched(), lambda ref: self.perform(operation))

    def do_close(self, channel):
        return self.channels[channel].close()

    def do_open(self, channel):
        return self.channels[channel].open()

    def do_preference(self, channel, value):
        self.channels[channel].preference = value

    def do_schedule_all(self, channel, value):
        self.channels[channel].schedule_all = value

    def do_block_trap(self, task, value):
        self.tasks[task].block_trap = value

    def do_tempval(self, task, value):
        task = self.tasks[task]
        if self.state(task) in ('paused', 'ready') or task.blocked and task._channel.balance > 0:
            task.tempval = value

    def do_restore(self, number):
        """A copy made by pickling takes the place of a paused tasklet, or of one that waits."""
        task = self.tasks[number]
        states = 'paused', 'bound', 'empty', 'off', 'waiting'
        if task in self.mains or self.state(task) not in states or not task.restorable:
            return
        file = io.BytesIO()
        try:
            OneTasklet(file, self, task).dump(task)
        except (TypeError, pickle.PicklingError):
            raise TypeError     # what it says depends on how the frames are made
        file.seek(0)
        copy = Restored(file, self).load()
        if task.thread_id == -1:
            task.kill()
        else:
            task.remove().bind(None)
        self.tasks[number] = copy
        self.names[copy] = self.names[task]

    def do_move(self, task, thread):
        self.tasks[task].bind_thread(-1 if thread is None else self.idents[thread])

    def do_travel(self, number):
        """To a thread that then ends, and back.  This thread stands still meanwhile."""
        task = self.tasks[number]
        was = self.state(task)
        errors = []

        def move():
            try:
                task.bind_thread()
            except RuntimeError as error:
                errors.append(error)
        atomic = stackless.current.set_atomic(True)
        _thread.start_joinable_thread(move).join()
        stackless.current.set_atomic(atomic)
        if errors:
            raise errors[0]
        assert task.thread_id == -1 and not task.alive
        task.bind_thread()
        assert self.state(task) == was, (self.state(task), was)

    def do_watch_switches(self, raises, operations):
        def callback(previous, following):
            if previous is not None and not self.over:
                let_expire()
                self.log.append('%s>%s' % (self.names[previous], self.names[following]))
                self.call_back(operations)
                if raises:
                    raise ValueError('from the callback')
        stackless.set_schedule_callback(None if raises is None else callback)

    def do_watch_channels(self, raises, operations):
        def callback(channel, task, sending, blocks):
            let_expire()
            number = self.channels.index(channel)
            self.log.append('c%d %s %d %d %+d' % (number, self.names[task], sending, blocks, channel.balance))
            self.call_back(operations)
            if raises:
                raise ValueError('from the callback')
        stackless.set_channel_callback(None if raises is None else callback)

    def call_back(self, operations):
        for operation in operations:
            try:
                result = self.perform(operation)
            except BaseException as error:
                result = error
            let_expire()
            self.log.append('in %s: %s' % (operation[0], describe(result, self.names)))

    def do_trapped(self, operation):
        stackless.switch_trap(1)
        try:
            return self.perform(operation)
        finally:
            stackless.switch_trap(-1)

    def clean_up(self):
        """Kills what is left, however often that takes."""
        self.over = True
        for attempt in range(10000):
            stackless.set_schedule_callback(None)
            stackless.set_channel_callback(None)
            stackless.set_error_handler(None)
            left = [task for task in self.tasks[1:] if task.alive]
            if not left:
                break
            for task in left:
                try:
                    task.kill()
                    if task.thread_id != self.idents[0]:
                        time.sleep(0)
                except BaseException:
                    pass        # whatever the task raised when it was killed; it is not looked at any more
        assert not left, 'tasklets that cannot be killed'
        stackless.current.block_trap = False
        signal.signal(signal.SIGUSR1, signal.SIG_DFL)       # who was to handle it may have been killed before
        sys.setswitchinterval(self.interval)
        # If an interrupt of main is held back, it comes now.
        watcher = stackless.tasklet(stackless.run)(NEVER)
        watcher.run()
        stackless.current.set_atomic(False)
        watcher.kill()
        assert len(stackless.threads) == 1, 'a thread that does not end'
        began = time.monotonic()
        stackless.run()
        found = outcome(stackless.channel().receive)
        assert found == DEADLOCK, f'somebody is still waited for: {found}'
        assert not TIMED or time.monotonic() - began < 1, 'somebody still sleeps'


class OneTasklet(pickle.Pickler):
    """Pickles a tasklet without the others, the channels and what performs the program."""

    def __init__(self, file, real, task):
        super().__init__(file)
        self.outside = {id(real): ('real',)}
        for kind in 'tasks', 'channels':
            for number, member in enumerate(getattr(real, kind)):
                if member is not task:
                    self.outside[id(member)] = (kind, number)

    def persistent_id(self, value):
        return self.outside.get(id(value))


class Restored(pickle.Unpickler):

    def __init__(self, file, real):
        super().__init__(file)
        self.real = real

    def persistent_load(self, place):
        kind, *number = place
        return getattr(self.real, kind)[number[0]] if number else self.real


class RandomPrograms(StacklessTestCase):

    def setUp(self):
        super().setUp()
        # What has died until now, such as the locks of imports, would make a call in the main thread while it rests: then it has a
        # turn of which the model does not know.
        gc.collect()

    def one_round(self, seed):
        """Performs one program twice; returns its number of operations."""
        threads = (1, 2, 1, 3)[seed % 4]
        generator = Generator(seed, threads + 1 + seed % 5, 1 + seed % 3, threads)
        names = ['main%d' % number for number in range(threads)]
        names += ['t%d' % number for number in range(threads, generator.tasks)]
        scripts = generator.program()
        model = Interpreter(names, generator.channels, threads)
        try:
            model.execute(*scripts)
        except Ambiguous:
            return 0
        real = Real(names, generator.channels, scripts)
        hook, sys.unraisablehook = sys.unraisablehook, lambda report: None
        try:
            real.execute(scripts[0])
            self.compare(seed, model.log, real.log)
        finally:
            real.clean_up()
            sys.unraisablehook = hook
        return len(model.log)

    def compare(self, seed, expected, found):
        """The logs are equal, or the first difference is shown with what came before it."""
        for number, (one, other) in enumerate(zip(expected + ['end'], found + ['end'])):
            if one != other:
                before = '\n'.join(expected[max(0, number - SHOWN):number])
                self.fail('seed %d, entry %d\nbefore:\n%s\nmodel:\n%s\nreal:\n%s'
                          % (seed, number, before, one, other))

    def test_random_programs_agree_with_the_model(self):
        """Thousands of operations in programs of random shape."""
        done, seed = 0, SEED
        while done < OPERATIONS:
            done += self.one_round(seed)
            seed += 1


if __name__ == '__main__':
    unittest.main()
