"""Performs scripts on the model of schedulers and channels (model.py), and keeps a log.

A script is a list of operations, tuples that begin with a name.  Tasks, channels and threads are given by number: the first
tasks are the main tasks of the threads, task 0 that of the program.  A task that gets an exception notes it and goes on
with the next operation; only Exit ends it, unless its script begins with ('tough',), and ('raise', text).  At its end, whatever
that is, it performs the script in ('finally', script), if it begins with that.  Main tasks survive everything; their threads end
with their scripts.  In callbacks one operation is performed.
"""
from model import Ambiguous, C_STATE, Bomb, Channel, Exit, Lock, Queue, Task, Threads


def describe(value, names={}):
    """A result or an exception as text, the same for the model and for real tasklets."""
    if isinstance(value, BaseException):
        kind = 'TaskletExit' if isinstance(value, Exit) else type(value).__name__
        return '%s(%s)' % (kind, value)
    return names.get(value) or repr(value)


def deadly(error, operation, script):
    """Whether a task (other than a main task) that gets this exception from its operation ends with it."""
    return operation[0] == 'raise' or not isinstance(error, Exception) and script[:1] != [('tough',)]


def final_script(script):
    return script[0][1] if script and script[0][0] == 'finally' else []


# What these return is not looked at: tempval may have been assigned meanwhile.
NO_RESULT = 'send', 'send_error', 'work', 'spin', 'hold'


# What waits for something that cannot be pickled.
WAITING = 'acquire', 'acquire_within', 'acquire_still', 'get', 'get_still'
CHANGES = 'tempval', 'release', 'put'       # these return None, but may say what the current task goes on with
TAKES = 'run', 'switch'     # if they do not switch, they return the tempval of the current task


class Place:
    """Where a task is in its script, and in the steps of an operation that may be interrupted between them."""

    def __init__(self, script, error=None):
        self.script = script
        self.error = error          # what leaves the task at the end
        self.position = 0
        self.steps = []             # of the operation that has been begun
        self.step = 0
        self.waits = False          # the step has been begun, and has not returned
        self.result = None          # of the operation

    @property
    def operation(self):
        return self.script[self.position]

    @property
    def at_end(self):
        return self.position == len(self.script)

    @property
    def final(self):
        """The script that is performed at the end."""
        return final_script(self.script)

    def advance(self):
        self.position += 1
        self.steps, self.step, self.result = [], 0, None


def steps_of(operation):
    """An operation as steps between which the task may lose its turn."""
    if operation[0] == 'loose':
        return [('spin',), operation[1], ('spin',)]
    if operation[0] == 'hold':
        return [('work',), ('work',)]
    if operation[0] in ('acquire', 'acquire_within', 'sleep', 'get'):
        return [('work',), operation]
    return [operation]


class Interpreter:
    """Performs scripts, of the main task and with it of whatever the schedulers make run."""

    def __init__(self, names, channels, threads=1):
        self.tasks = [Task(name) for name in names]
        self.channels = [Channel('c%d' % number) for number in range(channels)]
        self.locks = [Lock('lock', False), Lock('rlock', True)]
        self.queue = Queue()
        self.threads = Threads(self.tasks)
        self.mains = self.tasks[:threads]
        self.schedulers = [self.threads.start(main) for main in self.mains]
        for task in self.tasks[threads:]:
            task.thread = self.schedulers[0]
        self.programs = {}          # task -> the script that it will perform when it starts
        self.places = {}            # task -> Place, once it has started
        self.handler = None         # the script of the error handler
        self.log = []

    @property
    def scheduler(self):
        return self.threads.running

    def execute(self, *scripts):
        """Performs the scripts of the main tasks, until that of the first has ended."""
        main = self.mains[0]
        self.programs.update(zip(self.mains, scripts))
        self.places[main] = Place(self.programs.pop(main))
        while True:
            if self.threads.ambiguous:
                raise Ambiguous
            task = self.scheduler.current
            place = self.places.get(task)
            if place is None:
                self.start(task)
            elif place.waits:
                place.waits = False
                self.finish(task, place)
            elif not place.at_end:
                self.begin(task, place)
            elif task is main:
                return
            else:
                self.leave(task, place, place.error)

    def start(self, task):
        """A task that becomes current for the first time."""
        script = self.programs.pop(task)
        try:
            self.scheduler.take()
        except BaseException as error:
            self.end(task, error)
        else:
            self.places[task] = Place(script)
            self.scheduler.expire()

    def leave(self, task, place, error):
        """The task has done with its script, but for the end of that."""
        if place.final:
            self.places[task] = Place(place.final, error)
        else:
            self.end(task, error)

    def end(self, task, error=None):
        """The task has done with its script; the thread of a main task comes to its end, which may take turns."""
        if task is self.scheduler.main:
            place = self.places[task] = Place([])
            place.waits = True
            self.scheduler.close()
        elif self.handler is not None and error and not isinstance(error, Exit) and not task.handled:
            task.handled = True
            self.log.append('handler %s' % describe(error))
            self.places[task] = Place(self.handler)
            self.scheduler.expire()
        else:
            self.places.pop(task, None)
            self.scheduler.end(error)

    def begin(self, task, place):
        """Begins the next step of an operation; it returns at once if nothing switches."""
        place.steps = place.steps or steps_of(place.operation)
        self.scheduler.expire()
        try:
            self.perform(place.steps[place.step])
        except BaseException as error:
            self.note(task, error)
            self.survive(task, error)
        else:
            place.waits = True

    def finish(self, task, place):
        """The step that was begun returns."""
        if place.at_end:
            return self.closed(task)
        self.scheduler.expire()
        try:
            result = self.scheduler.take()
        except BaseException as error:
            self.note(task, error)
            self.survive(task, error)
            return
        operation = place.steps[place.step]
        operation = operation[1] if operation[0] == 'trapped' else operation
        if operation[0] not in NO_RESULT:
            place.result = result
        place.step += 1
        if place.step == len(place.steps):
            self.note(task, place.result)
            place.advance()

    def closed(self, task):
        """A thread at its end, whose main task goes on."""
        try:
            self.scheduler.take()
        except BaseException:
            pass

    def survive(self, task, error):
        """Goes on after an exception, or ends the task with it."""
        place = self.places[task]
        if deadly(error, place.operation, place.script) and task not in self.mains:
            self.leave(task, place, error)
        else:
            place.advance()

    def note(self, task, result):
        """Logs what an operation of the task returned or raised, and the whole state."""
        self.log.append('%s.%d %s %s' % (task.name, self.places[task].position, describe(result), self.snapshot()))

    def snapshot(self):
        """Queues, states and channels as text."""
        return '%s | %s | %s | %s' % (
            ' / '.join(self.queue_text(thread) for thread in self.threads.living),
            ' '.join('%s=%s' % (task.name, task.state) for task in self.tasks),
            ' '.join('%s%+d(%s)' % (channel.name, channel.balance, self.waiting_text(channel))
                     for channel in self.channels),
            ' '.join('%s %s' % (lock.name, lock.locked) for lock in self.locks) + ' items %d' % len(self.queue.items))

    def queue_text(self, thread):
        """The ring; that of another thread begins with the task that has the lowest number, as nobody sees where it begins."""
        queue = thread.queue
        if queue and thread is not self.scheduler:
            queue = thread.rotated_to(min(queue, key=self.tasks.index), queue)
        return ' '.join(task.name for task in queue)

    def waiting_text(self, channel):
        """Those who wait, as far as they can be seen: whose thread has ended has no neighbours (S227)."""
        names = []
        for task in channel.waiting:
            names.append(task.name)
            if task.thread.ended:
                break
        return ' '.join(names)

    def perform(self, operation):
        """One step; a value that it returns at once is put into the current task's tempval."""
        name, *arguments = operation
        result = getattr(self, 'do_' + name)(*arguments)
        if result is not None:
            self.scheduler.current.tempval = result

    def do_tough(self):
        pass

    def do_finally(self, script):
        pass

    def do_handle_errors(self, script):
        self.handler = script

    def do_raise(self, text):
        raise ValueError(text)

    def do_schedule(self, value):
        self.scheduler.schedule(self.scheduler.current if value is None else value)

    def do_schedule_remove(self, value):
        self.scheduler.schedule_remove(self.scheduler.current if value is None else value)

    def do_run_all(self):
        self.scheduler.run_all()

    def do_run_timed(self, short, soft, total, ignore_nesting, threadblock):
        self.scheduler.run_all('soft' if soft else 'hard', short, total, threadblock)

    def do_run_slice(self, short):
        self.scheduler.run_all('slice', short)

    def do_work(self):
        self.scheduler.interruptible(False)

    def do_spin(self):
        if not self.scheduler.interruptible(True):
            self.threads.give_turn()

    def do_bind(self, task, script):
        self.forget(self.tasks[task], script, True)

    def do_bind_only(self, task, script):
        self.forget(self.tasks[task], script, False)

    def forget(self, task, script, started):
        """Binds; the frames of a paused task are dropped."""
        self.scheduler.bind(task, script, started)
        self.places.pop(task, None)
        self.programs[task] = script
        self.scheduler.current.tempval = task

    def do_setup(self, task):
        self.scheduler.setup(self.tasks[task])
        return self.tasks[task]

    def do_insert(self, task):
        self.scheduler.insert(self.tasks[task])
        return self.tasks[task]

    def do_remove(self, task):
        self.scheduler.remove(self.tasks[task])
        return self.tasks[task]

    def do_run(self, task):
        self.scheduler.run(self.tasks[task])

    def do_switch(self, task):
        self.scheduler.switch(self.tasks[task])

    def do_throw(self, task, text, pending):
        self.scheduler.throw(self.tasks[task], ValueError(text), pending)

    def do_kill(self, task, pending):
        if self.scheduler.kill(self.tasks[task], pending):
            self.places.pop(self.tasks[task], None)

    def do_send(self, channel, value):
        self.scheduler.transfer(self.channels[channel], True, value)

    def do_send_error(self, channel, text):
        self.scheduler.transfer(self.channels[channel], True, Bomb(ValueError(text)))

    def do_acquire(self, lock, blocking):
        self.scheduler.acquire(self.locks[lock], blocking)

    def do_acquire_within(self, lock, seconds):
        self.scheduler.acquire(self.locks[lock], True, seconds)

    def do_acquire_still(self, lock, seconds):
        self.scheduler.acquire(self.locks[lock], True, seconds, True)

    def do_sleep(self, seconds):
        self.scheduler.wait(None, seconds, False)

    def do_sleep_still(self, seconds):
        self.scheduler.wait(None, seconds, True)

    def do_put(self, item):
        self.queue.put(item)

    def do_get(self, seconds):
        self.scheduler.get(self.queue, seconds)

    def do_get_still(self, seconds):
        self.scheduler.get(self.queue, seconds, True)

    def do_release(self, lock):
        self.scheduler.release(self.locks[lock])

    def do_receive(self, channel):
        self.scheduler.transfer(self.channels[channel], False)

    def do_next(self, channel):
        self.scheduler.next(self.channels[channel])

    def do_close(self, channel):
        self.channels[channel].closing = True

    def do_open(self, channel):
        self.channels[channel].closing = False

    def do_preference(self, channel, value):
        self.channels[channel].preference = value

    def do_schedule_all(self, channel, value):
        self.channels[channel].schedule_all = value

    def do_block_trap(self, task, value):
        self.tasks[task].block_trap = value

    def do_tempval(self, task, value):
        task = self.tasks[task]
        if task.state in ('paused', 'ready') or task.channel and task.channel.sending:
            task.tempval = value

    def do_restore(self, number):
        """The copy belongs to the thread that makes it (S245), and is paused; locks cannot be pickled (S242)."""
        task = self.tasks[number]
        states = 'paused', 'bound', 'empty', 'off', 'waiting'
        if task in self.mains or task.state not in states or task.in_run:
            return
        if self.cannot_travel(task):
            raise TypeError
        task.drop()
        if task.thread.current is task:
            task.thread.current = Task(task.name)       # the original, which is dead
            task.thread.current.thread = task.thread
        self.scheduler.move(task, None)

    def cannot_travel(self, task):
        place = self.places.get(task)
        return place is not None and not place.at_end and place.waits and place.steps[place.step][0] in WAITING

    def do_move(self, task, thread):
        self.scheduler.move(self.tasks[task], None if thread is None else self.schedulers[thread])

    def do_travel(self, task):
        """To a thread that then ends, and back."""
        task = self.tasks[task]
        if task.state in ('ready', 'current', 'waiting'):
            raise RuntimeError("can't (re)bind a runnable tasklet")
        if task.in_run or task.is_main:
            raise RuntimeError(C_STATE)
        self.scheduler.move(task, None)

    def do_watch_switches(self, raises, operation):
        self.threads.schedule_callback = None if raises is None else self.switched
        self.in_switches = operation

    def switched(self, previous, following):
        self.scheduler.expire()
        self.log.append('%s>%s' % (previous.name, following.name))
        self.call_back(self.in_switches)

    def do_watch_channels(self, raises, operation):
        self.threads.channel_callback = None if raises is None else self.used
        self.raises = raises
        self.in_channels = operation

    def used(self, channel, task, sending, blocks):
        self.scheduler.expire()
        self.log.append('%s %s %d %d %+d' % (channel.name, task.name, sending, blocks, channel.balance))
        self.call_back(self.in_channels)
        if self.raises:
            raise ValueError('from the callback')

    def call_back(self, operation):
        """Performs an operation in a callback: what the call returns that is suspended there stays."""
        if operation is None:
            return
        task, name = self.scheduler.current, operation[0]
        kept = task.tempval
        if name not in TAKES:
            task.tempval = None
        try:
            self.perform(operation)
            result = None if name in NO_RESULT else task.tempval
        except BaseException as error:
            result = error
        else:
            if name in TAKES:
                kept = None
            elif name in CHANGES and task.tempval is not None:
                result, kept = None, task.tempval
        task.tempval = kept
        if isinstance(result, Bomb):
            result = result.error
        self.scheduler.expire()
        self.log.append('in %s: %s' % (name, describe(result)))

    def do_trapped(self, operation):
        """Another operation under the switch trap."""
        scheduler = self.scheduler
        scheduler.trap += 1
        try:
            self.perform(operation)
        finally:
            scheduler.trap -= 1
