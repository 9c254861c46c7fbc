"""Performs scripts on the model of schedulers and channels (model.py), and keeps a log.

A script is a list of operations, tuples that begin with a name.  Tasks, channels and threads are given by number: the first
tasks are the main tasks of the threads, task 0 that of the program.  A task that gets an exception notes it and goes on
with the next operation; only Exit ends it, unless its script begins with ('tough',), and ('raise', text).  At its end, whatever
that is, it performs the script in ('finally', script), if it begins with that.  Main tasks survive everything; their threads end
with their scripts.  In callbacks operations are performed that do not switch.
"""
from queue import Empty, Full

from model import Ambiguous, BoundedQueue, C_STATE, Bomb, Channel, Condition, Event, Exit, Lock, Queue, Task, Threads


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


# What waits for something that cannot be pickled, and what always refers to such things.
WAITING = 'acquire', 'acquire_within', 'acquire_still', 'get', 'get_still', 'take'
LOCKED = 'wait', 'notify', 'wait_event', 'set_event', 'put_bounded', 'get_bounded', 'weakly'
WORKING = 'work', 'hold'    # operations in which a step of work comes before nothing else
CHANGES = 'tempval', 'release', 'put'       # these return None, but may say what the current task goes on with
TAKES = 'run', 'switch'     # if they do not switch, they return the tempval of the current task
LOOKS = TAKES + ('setup',)  # these look at it: a task that has ended is current as long as the callback is told of it


class Place:
    """Where a task is in its script, and in the steps of an operation, between which it may lose its turn."""

    def __init__(self, script, error=None):
        self.script = script
        self.error = error          # what leaves the task at the end
        self.position = 0
        self.steps = None           # of the operation that has been begun: a generator, to which their results are sent
        self.step = None            # the one that it is at
        self.waits = False          # the step has been begun, and has not returned

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
        self.steps = self.step = None


class Failure(Exception):
    """What a step raised: not as it is, as a generator raises no StopIteration."""

    def __init__(self, error):
        self.error = error


class Steps:
    """Operations that are made of steps: generators of operations.  No step follows an exception but where it says so."""

    def __init__(self, interpreter):
        self.condition = interpreter.condition
        self.event = interpreter.event
        self.queue = interpreter.bounded

    def of(self, operation):
        name, *arguments = operation
        return getattr(self, name, self.single)(operation, *arguments)

    def single(self, operation, *arguments):
        return (yield operation)

    def loose(self, operation, inner):
        yield 'spin',
        result = yield inner
        yield 'spin',
        return result

    def hold(self, operation):
        yield 'work',
        yield 'work',

    def working(self, operation, *arguments):
        yield 'work',
        return (yield operation)

    acquire = acquire_within = sleep = get = working

    # What calls Python code that performs an operation.

    def unpickle(self, operation, inner):
        return (yield inner)

    def signal(self, operation, inner):
        yield inner

    def drop(self, operation, inner):
        try:
            yield inner
        except Exception:
            pass

    weakly = drop

    # Conditions, and what is built of them.

    def take(self, lock, seconds=None):
        yield 'work',
        return (yield 'take', lock, seconds)

    def holding(self, lock, steps):
        """`with lock:`, which releases the lock whatever happens."""
        yield from self.take(lock)
        try:
            result = yield from steps
        except Exception:
            yield 'free', lock
            raise
        yield 'free', lock
        return result

    def wait_inside(self, condition, seconds):
        """The lock is taken again whatever happens, and what happens then comes first."""
        condition.check_owned('wait')
        waiter, got, failure = Lock('waiter', False), False, None
        yield from self.take(waiter)
        condition.waiters.append(waiter)
        condition.lock.free()
        try:
            got = yield from self.take(waiter, seconds)
        except Exception as error:
            failure = error
        got = got if failure or seconds is not None else True
        yield from self.take(condition.lock)
        if not got and waiter in condition.waiters:
            condition.waiters.remove(waiter)
        if failure:
            raise failure
        return got

    def calling(self, function, *arguments):
        """A step that does not wait."""
        function(*arguments)
        return
        yield

    def wait(self, operation, seconds):
        return self.holding(self.condition.lock, self.wait_inside(self.condition, seconds))

    def notify(self, operation, count):
        return self.holding(self.condition.lock, self.calling(self.condition.notify, count))

    def wait_event(self, operation, seconds):
        event = self.event
        def wait():
            if event.flag:
                return True
            return (yield from self.wait_inside(event.condition, seconds))
        return self.holding(event.condition.lock, wait())

    def set_event(self, operation, flag):
        event = self.event
        def change():
            event.flag = flag
            if flag:
                event.condition.notify(len(event.condition.waiters))
        return self.holding(event.condition.lock, self.calling(change))

    def put_bounded(self, operation, item, blocking):
        queue = self.queue
        def put():
            while len(queue.items) >= queue.size:
                if not blocking:
                    raise Full
                yield from self.wait_inside(queue.not_full, None)
            queue.items.append(item)
            queue.not_empty.notify(1)
        return self.holding(queue.lock, put())

    def get_bounded(self, operation, blocking):
        queue = self.queue
        def get():
            while not queue.items:
                if not blocking:
                    raise Empty
                yield from self.wait_inside(queue.not_empty, None)
            item = queue.items.pop(0)
            queue.not_full.notify(1)
            return item
        return self.holding(queue.lock, get())


class Interpreter:
    """Performs scripts, of the main task and with it of whatever the schedulers make run."""

    def __init__(self, names, channels, threads=1):
        self.tasks = [Task(name) for name in names]
        self.channels = [Channel('c%d' % number) for number in range(channels)]
        self.locks = [Lock('lock', False), Lock('rlock', True)]
        self.queue = Queue()
        self.condition = Condition(Lock('condition', False))
        self.event = Event()
        self.bounded = BoundedQueue(2)
        self.steps = Steps(self)
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
        if place.steps is None:
            place.steps = self.steps.of(place.operation)
            if not self.go_on(task, place, place.steps.send, None):
                return
        self.scheduler.expire()
        try:
            self.perform(place.step)
        except BaseException as error:
            self.go_on(task, place, place.steps.throw, Failure(error))
        else:
            place.waits = True

    def expire(self, place):
        """Time passes behind a step, but none for who was interrupted just before a native is called: then others may run on."""
        was_expired = self.scheduler.soft_expired
        self.scheduler.expire()
        if self.scheduler.soft_expired and not was_expired and place.step == ('work',) and place.operation[0] not in WORKING:
            raise Ambiguous

    def go_on(self, task, place, deliver, outcome):
        """The result of a step, or its exception, is delivered; whether another step follows."""
        try:
            place.step = deliver(outcome)
        except StopIteration as end:
            self.note(task, end.value)
            place.advance()
        except Exception as failure:
            error = failure.error if isinstance(failure, Failure) else failure
            self.note(task, error)
            self.survive(task, error)
        else:
            return True
        return False

    def finish(self, task, place):
        """The step that was begun returns."""
        if place.at_end:
            return self.closed(task)
        self.expire(place)
        try:
            result = self.scheduler.take()
        except BaseException as error:
            self.go_on(task, place, place.steps.throw, Failure(error))
            return
        operation = place.step[1] if place.step[0] == 'trapped' else place.step
        self.go_on(task, place, place.steps.send, None if operation[0] in NO_RESULT else result)

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
            ' '.join('%s %s' % (lock.name, lock.locked) for lock in self.locks)
            + ' items %d condition %s %d event %s %s %d queue %s %d' % (
                len(self.queue.items), self.condition.lock.locked, len(self.condition.waiters),
                self.event.condition.lock.locked, self.event.flag, len(self.event.condition.waiters),
                self.bounded.lock.locked, len(self.bounded.items)))

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

    def do_take(self, lock, seconds):
        self.scheduler.acquire(lock, True, seconds)

    def do_free(self, lock):
        self.scheduler.release(lock)

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
        if task.is_following:
            raise RuntimeError('tasklet is scheduled')
        task.drop()
        if task.thread.current is task:
            task.thread.current = Task(task.name)       # the original, which is dead
            task.thread.current.thread = task.thread
        self.scheduler.move(task, None)

    def cannot_travel(self, task):
        place = self.places.get(task)
        return place is not None and not place.at_end and place.waits and (
            place.step[0] in WAITING or place.operation[0] in WAITING + LOCKED)

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

    def do_watch_switches(self, raises, operations):
        self.threads.schedule_callback = None if raises is None else self.switched
        self.in_switches = operations

    def switched(self, previous, following):
        self.scheduler.expire()
        self.log.append('%s>%s' % (previous.name, following.name))
        self.call_back(self.in_switches)

    def do_watch_channels(self, raises, operations):
        self.threads.channel_callback = None if raises is None else self.used
        self.raises = raises
        self.in_channels = operations

    def used(self, channel, task, sending, blocks):
        self.scheduler.expire()
        self.log.append('%s %s %d %d %+d' % (channel.name, task.name, sending, blocks, channel.balance))
        self.call_back(self.in_channels)
        if self.raises:
            raise ValueError('from the callback')

    def call_back(self, operations):
        for operation in operations:
            self.perform_inside(operation)

    def perform_inside(self, operation):
        """Performs an operation in a callback: what the call returns that is suspended there stays."""
        task, name = self.scheduler.current, operation[0]
        kept = task.tempval
        if name not in LOOKS:
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
