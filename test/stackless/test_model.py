"""Random programs, performed by real tasklets and by the model: log, states and queues must agree.

STACKLESS_MODEL_OPS is the number of operations (all rounds together), STACKLESS_MODEL_SEED the first seed.
"""
import io
import os
import pickle
import random
import sys
import threading
import unittest

import stackless
from model import Interpreter, deadly, describe
from support import StacklessTestCase, run_queue, state, waiters

OPERATIONS = int(os.environ.get('STACKLESS_MODEL_OPS', 20000))
SEED = int(os.environ.get('STACKLESS_MODEL_SEED', 1))

# How often the operations occur.
WEIGHTS = {
    'schedule': 10, 'schedule_remove': 4, 'run_all': 6, 'bind': 3, 'bind_only': 1, 'setup': 3, 'insert': 6,
    'remove': 2, 'run': 6, 'switch': 5, 'throw': 3, 'kill': 2, 'send': 14, 'send_error': 2, 'receive': 14, 'next': 2,
    'close': 1, 'open': 2, 'preference': 3, 'schedule_all': 3, 'block_trap': 1, 'tempval': 3, 'trapped': 4, 'raise': 1,
    'restore': 3, 'move': 1, 'watch_switches': 1, 'watch_channels': 1, 'run_timed': 6, 'run_slice': 2, 'work': 8, 'spin': 5,
}


# What no program here uses up: ticks, seconds.
NEVER = 10**9


class Generator:
    """Makes random scripts."""

    def __init__(self, seed, tasks, channels):
        self.random = random.Random(seed)
        self.tasks, self.channels = tasks, channels
        self.made = 0

    def script(self, length, depth=0):
        """A list of operations; scripts that are bound inside it are shorter."""
        start = [('tough',)] if self.random.random() < 0.15 else []
        return start + [self.operation(depth) for number in range(length)]

    def operation(self, depth):
        names = list(WEIGHTS)
        name = self.random.choices(names, WEIGHTS.values())[0]
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
        return tuple(self.choice(False, True) for flag in range(4))

    def run_slice(self, depth):
        return (self.choice(False, True),)

    def choice(self, *values):
        return self.random.choice(values)

    def schedule(self, depth):
        return (self.choice(None, self.value()),)

    schedule_remove = schedule

    def bind(self, depth):
        return self.random.randrange(1, self.tasks), self.script(self.random.randrange(6), depth + 1)

    bind_only = bind
    setup = insert = remove = run = switch = restore = move = any_task
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
        return (self.choice(None, False, True),)

    watch_channels = watch_switches

    def trapped(self, depth):
        while True:
            operation = self.operation(2)
            if operation[0] not in ('trapped', 'raise', 'bind', 'bind_only', 'move'):
                return (operation,)

    def __getattribute__(self, name):
        if name == 'raise':
            return lambda depth: ('raised %d' % self.made,)
        return super().__getattribute__(name)


class Real:
    """Performs the same scripts with real tasklets."""

    def __init__(self, names, channels):
        self.tasks = [stackless.main] + [stackless.tasklet() for name in names[1:]]
        stackless.main.block_trap = False
        self.channels = [stackless.channel() for number in range(channels)]
        self.names = dict(zip(self.tasks, names))
        self.log = []
        for task in self.tasks:
            task.set_atomic(True)

    def execute(self, script):
        """Performs a script in the current tasklet."""
        task = stackless.current
        for turn in range(3):
            pass                    # a short watchdog's time is up
        for position, operation in enumerate(script):
            try:
                result = self.perform(operation)
            except BaseException as error:
                self.note(task, position, error)
                if deadly(error, operation, script) and task is not self.tasks[0]:
                    raise
            else:
                self.note(task, position, result)

    def note(self, task, position, result):
        self.log.append('%s.%d %s %s' % (self.names[task], position, describe(result, self.names), self.snapshot()))

    def names_of(self, tasks):
        return ' '.join(self.names[task] for task in tasks)

    def snapshot(self):
        return '%s | %s | %s' % (
            self.names_of(run_queue()),
            ' '.join('%s=%s' % (self.names[task], state(task)) for task in self.tasks),
            ' '.join('c%d%+d(%s)' % (number, channel.balance, self.names_of(waiters(channel)))
                     for number, channel in enumerate(self.channels)))

    def perform(self, operation):
        name, *arguments = operation
        return getattr(self, 'do_' + name)(*arguments)

    def do_tough(self):
        pass

    def do_raise(self, text):
        raise ValueError(text)

    def do_schedule(self, value):
        return stackless.schedule() if value is None else stackless.schedule(value)

    def do_schedule_remove(self, value):
        return stackless.schedule_remove() if value is None else stackless.schedule_remove(value)

    def do_run_all(self):
        return stackless.run()

    def do_run_timed(self, short, soft, total, ignore_nesting):
        return stackless.run(1 if short else NEVER, soft=soft, totaltimeout=total, ignore_nesting=ignore_nesting)

    def do_run_slice(self, short):
        return stackless.run_slice(1e-9 if short else NEVER)

    def do_work(self):
        self.do_spin(0)

    def do_spin(self, turns=2000):
        """Where the watchdog may interrupt; it goes on when another operation has been noted."""
        task, noted = stackless.current, len(self.log)
        try:
            task.set_atomic(False)
            if len(self.log) == noted:
                for turn in range(turns):
                    if len(self.log) > noted:
                        break
        finally:
            task.set_atomic(True)

    def do_bind(self, task, script):
        return self.tasks[task].bind(self.execute, (script,))

    def do_bind_only(self, task, script):
        return self.tasks[task].bind(lambda: self.execute(script))

    def do_setup(self, task):
        return self.tasks[task].setup()

    def do_insert(self, task):
        return self.tasks[task].insert()

    def do_remove(self, task):
        return self.tasks[task].remove()

    def do_run(self, task):
        return self.tasks[task].run()

    def do_switch(self, task):
        return self.tasks[task].switch()

    def do_throw(self, task, text, pending):
        return self.tasks[task].throw(ValueError(text), pending=pending)

    def do_kill(self, task, pending):
        return self.tasks[task].kill(pending)

    def do_send(self, channel, value):
        self.channels[channel].send(value)      # what it returns when tempval was assigned is not specified

    def do_send_error(self, channel, text):
        self.channels[channel].send_exception(ValueError, text)

    def do_receive(self, channel):
        return self.channels[channel].receive()

    def do_next(self, channel):
        return next(self.channels[channel])

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
        if state(task) in ('paused', 'ready') or task.blocked and task._channel.balance > 0:
            task.tempval = value

    def do_restore(self, number):
        """A copy made by pickling takes the place of a paused tasklet."""
        task = self.tasks[number]
        if number == 0 or state(task) not in ('paused', 'bound', 'empty') or not task.restorable:
            return
        file = io.BytesIO()
        OneTasklet(file, self, task).dump(task)
        file.seek(0)
        copy = Restored(file, self).load()
        task.bind(None)
        copy.set_atomic(True)
        self.tasks[number] = copy
        self.names[copy] = self.names.pop(task)

    def do_move(self, number):
        """To a thread that then ends, and back.  This thread stands still meanwhile."""
        task = self.tasks[number]
        was = state(task)
        errors = []

        def move():
            try:
                task.bind_thread()
            except RuntimeError as error:
                errors.append(error)
        atomic = stackless.current.set_atomic(True)
        thread = threading.Thread(target=move)
        thread.start()
        thread.join()
        stackless.current.set_atomic(atomic)
        if errors:
            raise errors[0]
        assert task.thread_id == -1 and not task.alive
        task.bind_thread()
        assert state(task) == was, (state(task), was)

    def do_watch_switches(self, raises):
        def callback(previous, following):
            if previous is not None:
                self.log.append('%s>%s' % (self.names[previous], self.names[following]))
                if raises:
                    raise ValueError('from the callback')
        stackless.set_schedule_callback(None if raises is None else callback)

    def do_watch_channels(self, raises):
        def callback(channel, task, sending, blocks):
            number = self.channels.index(channel)
            self.log.append('c%d %s %d %d %+d' % (number, self.names[task], sending, blocks, channel.balance))
            if raises:
                raise ValueError('from the callback')
        stackless.set_channel_callback(None if raises is None else callback)

    def do_trapped(self, operation):
        stackless.switch_trap(1)
        try:
            return self.perform(operation)
        finally:
            stackless.switch_trap(-1)

    def clean_up(self):
        """Kills what is left, however often that takes."""
        for attempt in range(10000):
            stackless.set_schedule_callback(None)
            stackless.set_channel_callback(None)
            left = [task for task in self.tasks[1:] if task.alive]
            if not left:
                break
            for task in left:
                try:
                    task.kill()
                except BaseException:
                    pass        # whatever the task raised when it was killed; it is not looked at any more
        stackless.current.block_trap = False
        # If an interrupt of main is held back, it comes now.
        watcher = stackless.tasklet(stackless.run)(NEVER)
        watcher.run()
        stackless.current.set_atomic(False)
        watcher.kill()


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

    def one_round(self, seed):
        """Performs one program twice; returns its number of operations."""
        generator = Generator(seed, 2 + seed % 5, 1 + seed % 3)
        names = ['main'] + ['t%d' % number for number in range(1, generator.tasks)]
        script = []
        for task in range(1, generator.tasks):
            script.append(('bind', task, generator.script(generator.random.randrange(4, 16))))
            if generator.random.random() < 0.7:
                script.append(('insert', task))
        script += generator.script(20)
        model = Interpreter(names, generator.channels)
        model.execute(script)
        real = Real(names, generator.channels)
        hook, sys.unraisablehook = sys.unraisablehook, lambda report: None
        try:
            real.execute(script)
            self.compare(seed, model.log, real.log)
        finally:
            real.clean_up()
            sys.unraisablehook = hook
        return len(model.log)

    def compare(self, seed, expected, found):
        """The logs are equal, or the first difference is shown with what came before it."""
        for number, (one, other) in enumerate(zip(expected + ['end'], found + ['end'])):
            if one != other:
                before = '\n'.join(expected[max(0, number - 5):number])
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
