"""A reference model of one thread's scheduler and channels, in plain Python.

It follows the specification's words: the run queue is a list whose first item is the current task, the
runner stack is a list, a channel has a list of waiting tasks.  Nothing is executed: the operations of the
current task change these lists, and a Script says which operations each task performs.  Scheduler knows the
rules (sections 3, 5, 6, 8, 11, 12 of the specification); Interpreter performs scripts on it and keeps a log.
Pickling a task and moving it to another thread and back change nothing.

Of the watchdog there are two kinds: one whose time is used up by any operation, and one whose time is never up.  Tasks are
atomic but for the operations work and spin, so these are where they are interrupted.
"""

DEADLOCK = 'Deadlock: the last runnable tasklet cannot be blocked.'
RECEIVING = 'the main tasklet is receiving without a sender available.'
SENDING = 'the main tasklet is sending without a receiver available.'
RUN_BLOCKED = 'You cannot run a blocked tasklet'
RUN_DEAD = 'You cannot run an unbound(dead) tasklet'
DISLIKES = 'this tasklet does not like to be blocked.'
CLOSED = 'Send/receive operation on a closed channel'


class Exit(BaseException):
    """Stands for TaskletExit."""


class Bomb:
    """An exception in a tempval."""

    def __init__(self, error):
        self.error = error


class Task:
    """A tasklet: what it is bound to, and what it would be resumed with."""

    def __init__(self, name):
        self.name = name
        self.alive = False
        self.tempval = None         # the function while bound, else what the suspended call returns
        self.channel = None         # where it is blocked
        self.in_run = False         # suspended inside stackless.run()
        self.block_trap = False
        self.pending = False        # an interrupt is held back

    def __repr__(self):
        return self.name


class Watchdog:
    """Of the outermost timed run."""

    def __init__(self, runner, kind, short):
        self.runner = runner
        self.kind = kind            # 'hard', 'soft', or 'slice' for run_slice()
        self.short = short          # any operation uses up its time


class Channel:
    """A list of waiting tasks, all of them senders or all of them receivers."""

    def __init__(self, name=''):
        self.name = name
        self.waiting = []
        self.sending = False        # what the waiting tasks do
        self.preference = -1
        self.schedule_all = False
        self.closing = False

    @property
    def balance(self):
        return len(self.waiting) if self.sending else -len(self.waiting)


class Scheduler:
    """The rules.  Operations act for the current task and raise what they would raise in it.

    An operation that returns with another task being current has suspended its caller; what the call
    returns is then the result of take() when the caller is current again.
    """

    def __init__(self, main):
        self.main = main
        main.alive = True
        self.queue = [main]
        self.runners = []
        self.watchdog = None
        self.soft_expired = False   # the next scheduling moment is the runner's
        self.trap = 0
        self.schedule_callback = None
        self.channel_callback = None

    @property
    def current(self):
        return self.queue[0]

    def state(self, task):
        """The state in the words of S26."""
        if task is self.current:
            return 'current'
        if task.channel:
            return 'blocked'
        if not task.alive:
            return 'empty' if task.tempval is None else 'bound'
        return 'ready' if task in self.queue else 'paused'

    # Switching.

    def switched(self, queue):
        """Checks the switch trap for a queue that is about to be installed (S174)."""
        if self.trap and queue[0] is not self.current:
            raise RuntimeError('switch_trap')
        return queue

    def install(self, queue):
        """Makes this the queue; a runner that comes to the front leaves the runner stack (S107)."""
        if self.schedule_callback and queue[0] is not self.current:
            self.schedule_callback(self.current, queue[0])
        self.queue = queue
        if queue[0] in self.runners:
            position = self.runners.index(queue[0])
            inner = self.runners[position + 1:]
            del self.runners[position:]
            for runner in reversed(inner):
                if runner not in self.queue:
                    self.queue.append(runner)
            if self.watchdog and self.watchdog.runner not in self.runners:
                self.watchdog, self.soft_expired = None, False

    def due(self, queue):
        """The queue at a scheduling moment: after a soft timeout the runner comes first (S126)."""
        return self.rotated_to(self.watchdog.runner, queue) if self.soft_expired else queue

    def take(self):
        """What the current task's suspended call returns or raises (S61, S64)."""
        task = self.current
        value, task.tempval = task.tempval, None
        if isinstance(value, Bomb):
            task.in_run = False
            raise value.error
        if task.in_run:
            task.in_run = False
            return None
        return value

    def wake_target(self):
        return self.runners[-1] if self.runners else self.main

    def after_leaving(self, how):
        """The queue without the current task, which leaves by 'block', 'pause' or 'end' (8.4)."""
        rest = self.due(self.queue[1:])
        if rest:
            return rest
        task, target = self.current, self.wake_target()
        if target is task:
            if how == 'block':
                raise RuntimeError(DEADLOCK)
            return [task]
        if target.channel:
            if how != 'end':
                raise RuntimeError(DEADLOCK)
            text = SENDING if target.channel.sending else RECEIVING
            self.off_channel(target)
            target.tempval = Bomb(RuntimeError(text))
        return [target]

    def off_channel(self, task):
        """Takes a blocked task out of its channel's list."""
        if task.channel:
            task.channel.waiting.remove(task)
            task.channel = None

    # Module functions.

    def schedule(self, value):
        queue = self.switched(self.due(self.queue[1:] + self.queue[:1]))
        self.current.tempval = value
        self.install(queue)

    def schedule_remove(self, value):
        queue = self.switched(self.after_leaving('pause'))
        self.current.tempval = value
        self.install(queue)

    def run_all(self, kind=None, short=False):
        """stackless.run(), or with a watchdog of a kind."""
        if len(self.queue) == 1:
            self.current.tempval = None
            return
        queue = self.switched(self.queue[1:])
        if kind and not self.watchdog:
            self.watchdog = Watchdog(self.current, kind, short)
        self.current.in_run = True
        self.runners.append(self.current)
        self.install(queue)

    # The watchdog.

    def expire(self):
        """The current task has done something."""
        watchdog = self.watchdog
        if watchdog and watchdog.short:
            if watchdog.kind == 'soft':
                self.soft_expired = True
            elif watchdog.kind == 'hard':
                self.current.pending = True

    def interruptible(self, spinning):
        """The current task may be interrupted (S119, S125); while it spins, also by the end of a slice."""
        task, watchdog = self.current, self.watchdog
        if not watchdog or self.trap:
            return
        if task.pending:
            task.pending = False
            queue = self.rotated_to(watchdog.runner, self.queue[1:])
            if not isinstance(watchdog.runner.tempval, Bomb):
                watchdog.runner.tempval = task
                watchdog.runner.in_run = False
        elif spinning and watchdog.kind == 'slice' and watchdog.short:
            queue = self.rotated_to(watchdog.runner, self.queue)
        else:
            return
        task.tempval = None
        self.install(queue)

    def end(self, error=None):
        """The current task's function returned or raised (S133, S134, S28)."""
        task = self.current
        task.alive = task.pending = False
        task.tempval = None
        if error is None or isinstance(error, Exit):
            self.install(self.after_leaving('end'))
            return
        target = self.wake_target()
        self.off_channel(target)
        target.tempval = Bomb(error)
        rest = self.queue[1:]
        if target in rest:
            position = rest.index(target)
            self.install(rest[position:] + rest[:position])
        else:
            self.install([target] + rest)

    # Methods of tasklets.

    def bind(self, task, function, started):
        """bind(function) with arguments (started) or without; bind(None)."""
        if task is self.current:
            raise RuntimeError("can't (re)bind the current tasklet")
        if task.channel or task in self.queue:
            raise RuntimeError('tasklet is scheduled')
        if task.in_run:
            raise RuntimeError('tasklet has C state on its stack')
        task.alive = started
        task.tempval = None if started else function

    def setup(self, task):
        if task.alive:
            raise RuntimeError('tasklet is alive')
        if task.tempval is None:
            raise RuntimeError('the tasklet was not bound to a function')
        task.alive, task.tempval = True, None
        self.queue.append(task)

    def check_runnable(self, task):
        if task.channel:
            raise RuntimeError(RUN_BLOCKED)
        if not task.alive:
            raise RuntimeError(RUN_DEAD)

    def insert(self, task):
        self.check_runnable(task)
        if task not in self.queue:
            self.queue.append(task)

    def remove(self, task):
        if task.channel:
            raise RuntimeError('You cannot remove a blocked tasklet.')
        if task is self.current:
            raise RuntimeError('The current tasklet cannot be removed.')
        if task in self.queue:
            self.queue.remove(task)

    def rotated_to(self, task, queue):
        """The queue with a ready task rotated to the front, or a paused one put there."""
        if task in queue:
            position = queue.index(task)
            return queue[position:] + queue[:position]
        return [task] + queue

    def run(self, task):
        self.check_runnable(task)
        if task is not self.current:
            self.install(self.switched(self.due(self.rotated_to(task, self.queue))))

    def switch(self, task):
        self.check_runnable(task)
        if task is not self.current:
            queue = self.switched(self.rotated_to(task, self.queue))
            queue.remove(self.current)
            self.install(queue)

    def throw(self, task, error, pending):
        if task is self.current:
            raise error
        if not task.alive:
            if isinstance(error, Exit):
                return
            raise RuntimeError('You cannot throw to a dead tasklet')
        if pending:
            self.off_channel(task)
            if task not in self.queue:
                self.queue.append(task)
        else:
            queue = self.switched(self.rotated_to(task, self.queue))
            self.off_channel(task)
            self.install(queue)
        task.tempval = Bomb(error)

    # Channels.

    def transfer(self, channel, sending, value=None):
        """send (with a value or a Bomb) or receive."""
        meets = bool(channel.waiting) and channel.sending != sending
        if self.channel_callback:
            self.channel_callback(channel, self.current, sending, not meets)
        if meets:
            self.meet(channel, sending, value)
        else:
            self.block(channel, sending, value)

    def meet(self, channel, sending, value):
        """A partner waits (11.3)."""
        task, partner, rest = self.current, channel.waiting[0], self.queue[1:]
        if channel.schedule_all:
            queue = self.due(rest + [partner, task])
        elif channel.preference == (-1 if sending else 1):
            queue = [partner] + rest + [task]
        else:
            queue = self.queue + [partner]
        self.switched(queue)
        self.off_channel(partner)
        if sending:
            partner.tempval, task.tempval = value, None
        else:
            task.tempval, partner.tempval = partner.tempval, None
        self.install(queue)

    def block(self, channel, sending, value):
        """No partner waits (S150)."""
        task = self.current
        if task.block_trap:
            raise RuntimeError(DISLIKES)
        if channel.closing:
            raise ValueError(CLOSED)
        queue = self.switched(self.after_leaving('block'))
        channel.sending = sending
        channel.waiting.append(task)
        task.channel = channel
        task.tempval = value
        self.install(queue)

    def next(self, channel):
        if channel.closing and channel.balance <= 0:
            raise StopIteration
        self.transfer(channel, False)


def describe(value, names={}):
    """A result or an exception as text, the same for the model and for real tasklets."""
    if isinstance(value, BaseException):
        kind = 'TaskletExit' if isinstance(value, Exit) else type(value).__name__
        return '%s(%s)' % (kind, value)
    return names.get(value) or repr(value)


def deadly(error, operation, script):
    """Whether a task (other than main) that gets this exception from its operation ends with it."""
    return operation[0] == 'raise' or not isinstance(error, Exception) and script[:1] != [('tough',)]


# What these return is not looked at: tempval may have been assigned meanwhile.
NO_RESULT = 'send', 'send_error', 'work', 'spin'


class Interpreter:
    """Performs scripts on a Scheduler.

    A script is a list of operations, tuples that begin with a name.  Tasks and channels are given by number
    (task 0 is main).  A task that gets an exception notes it and goes on with the next operation; only Exit
    ends it, unless its script begins with ('tough',), and ('raise', text).  Main survives everything.
    """

    def __init__(self, names, channels):
        self.tasks = [Task(name) for name in names]
        self.channels = [Channel('c%d' % number) for number in range(channels)]
        self.scheduler = Scheduler(self.tasks[0])
        self.programs = {}          # task -> the script that it will perform when it starts
        self.places = {}            # task -> [script, position], once it has started
        self.begun = set()          # tasks whose operation has been begun and has not returned
        self.log = []

    def execute(self, script):
        """Performs main's script to its end, and with it whatever the scheduler makes run."""
        main, scheduler = self.tasks[0], self.scheduler
        self.places[main] = [script, 0]
        while True:
            task = scheduler.current
            if task not in self.places:
                self.start(task)
            elif task in self.begun:
                self.begun.remove(task)
                self.finish(task)
            elif self.places[task][1] >= len(self.places[task][0]):
                if task is main:
                    return
                self.end(task)
            else:
                self.begin(task)

    def start(self, task):
        """A task that becomes current for the first time."""
        try:
            self.scheduler.take()
        except BaseException as error:
            self.programs.pop(task)
            self.scheduler.end(error)
        else:
            self.places[task] = [self.programs.pop(task), 0]

    def end(self, task, error=None):
        del self.places[task]
        self.scheduler.end(error)

    def begin(self, task):
        """Begins the next operation; it returns at once if nothing switches."""
        script, position = self.places[task]
        operation = script[position]
        self.scheduler.expire()
        try:
            self.perform(operation)
        except BaseException as error:
            self.note(task, error)
            self.survive(task, error, operation)
        else:
            self.begun.add(task)

    def finish(self, task):
        """The operation that was begun returns."""
        script, position = self.places[task]
        self.scheduler.expire()
        try:
            result = self.scheduler.take()
        except BaseException as error:
            self.note(task, error)
            self.survive(task, error, script[position])
        else:
            operation = script[position][1] if script[position][0] == 'trapped' else script[position]
            self.note(task, None if operation[0] in NO_RESULT else result)
            self.places[task][1] += 1

    def survive(self, task, error, operation):
        """Goes on after an exception, or ends the task with it."""
        if deadly(error, operation, self.places[task][0]) and task is not self.tasks[0]:
            self.end(task, error)
        else:
            self.places[task][1] += 1

    def note(self, task, result):
        """Logs what an operation of the task returned or raised, and the whole state."""
        position = self.places[task][1]
        self.log.append('%s.%d %s %s' % (task.name, position, describe(result), self.snapshot()))

    def snapshot(self):
        """Queue, states and channels as text."""
        scheduler = self.scheduler
        return '%s | %s | %s' % (
            ' '.join(task.name for task in scheduler.queue),
            ' '.join('%s=%s' % (task.name, scheduler.state(task)) for task in self.tasks),
            ' '.join('%s%+d(%s)' % (channel.name, channel.balance, ' '.join(task.name for task in channel.waiting))
                     for channel in self.channels))

    def perform(self, operation):
        """One operation; a value that it returns at once is put into the current task's tempval."""
        name, *arguments = operation
        result = getattr(self, 'do_' + name)(*arguments)
        if result is not None:
            self.scheduler.current.tempval = result

    def do_tough(self):
        pass

    def do_raise(self, text):
        raise ValueError(text)

    def do_schedule(self, value):
        self.scheduler.schedule(self.scheduler.current if value is None else value)

    def do_schedule_remove(self, value):
        self.scheduler.schedule_remove(self.scheduler.current if value is None else value)

    def do_run_all(self):
        self.scheduler.run_all()

    def do_run_timed(self, short, soft, total, ignore_nesting):
        self.scheduler.run_all('soft' if soft else 'hard', short)

    def do_run_slice(self, short):
        self.scheduler.run_all('slice', short)

    def do_work(self):
        self.scheduler.interruptible(False)

    def do_spin(self):
        self.scheduler.interruptible(True)

    def do_bind(self, task, script):
        self.forget(self.tasks[task], script, True)

    def do_bind_only(self, task, script):
        self.forget(self.tasks[task], script, False)

    def forget(self, task, script, started):
        """Binds; the frames of a paused task are dropped."""
        self.scheduler.bind(task, script, started)
        self.places.pop(task, None)
        self.begun.discard(task)
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
        self.scheduler.throw(self.tasks[task], Exit(), pending)

    def do_send(self, channel, value):
        self.scheduler.transfer(self.channels[channel], True, value)

    def do_send_error(self, channel, text):
        self.scheduler.transfer(self.channels[channel], True, Bomb(ValueError(text)))

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
        if self.scheduler.state(task) in ('paused', 'ready') or task.channel and task.channel.sending:
            task.tempval = value

    def do_restore(self, task):
        pass

    def do_move(self, task):
        task = self.tasks[task]
        if self.scheduler.state(task) in ('ready', 'current'):
            raise RuntimeError("can't (re)bind a runnable tasklet")
        if task.in_run:
            raise RuntimeError('tasklet has C state on its stack')

    def do_watch_switches(self, raises):
        self.scheduler.schedule_callback = None if raises is None else self.switched

    def switched(self, previous, following):
        self.log.append('%s>%s' % (previous.name, following.name))

    def do_watch_channels(self, raises):
        self.scheduler.channel_callback = None if raises is None else self.used
        self.raises = raises

    def used(self, channel, task, sending, blocks):
        self.log.append('%s %s %d %d %+d' % (channel.name, task.name, sending, blocks, channel.balance))
        if self.raises:
            raise ValueError('from the callback')

    def do_trapped(self, operation):
        """Another operation under the switch trap."""
        self.scheduler.trap += 1
        try:
            self.perform(operation)
        finally:
            self.scheduler.trap -= 1
