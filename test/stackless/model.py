"""A reference model of schedulers and channels, in plain Python.

It follows the specification's words: the run queue of a thread is a list whose first item is the current task, the
runner stack is a list, a channel has a list of waiting tasks.  Nothing is executed: the operations of the
current task change these lists.  Scheduler knows the rules for one thread (sections 3, 5, 6, 8, 11, 12 of the
specification), Threads knows whose turn it is (section 16).  What performs scripts on them is in scripts.py.

Of the watchdog there are two kinds: one whose time is used up by any operation, and one whose time is never up.  Tasks
are atomic but for the operations work, spin, hold and loose: there they are interrupted, and there threads give way to
each other.

Time is that of a clock that moves only when nothing can run: to the next moment that somebody waits for.
"""
from queue import Empty

DEADLOCK = 'Deadlock: the last runnable tasklet cannot be blocked.'
RECEIVING = 'the main tasklet is receiving without a sender available.'
SENDING = 'the main tasklet is sending without a receiver available.'
RUN_BLOCKED = 'You cannot run a blocked tasklet'
RUN_DEAD = 'You cannot run an unbound(dead) tasklet'
DISLIKES = 'this tasklet does not like to be blocked.'
RECURSIVE = 'Recursive scheduler call due to callbacks!'
RECURSIVE_CHANNEL = 'Recursive channel call due to callbacks!'
CLOSED = 'Send/receive operation on a closed channel'
NO_THREAD = 'tasklet has no thread'
C_STATE = 'tasklet has C state on its stack'

CLOSE = 3           # seconds: moments may be in another order where they are closer, as looks at the clock take time
ATTEMPTS = 10       # to kill a task that catches Exit, at the end of its thread
NOTHING = object()  # what a task that was stopped goes on with


class Exit(BaseException):
    """Stands for TaskletExit."""


class Ambiguous(Exception):
    """What comes next depends on how fast the program is, or cannot be told by the model."""


class Bomb:
    """An exception in a tempval."""

    def __init__(self, error):
        self.error = error


class Task:
    """A tasklet: what it is bound to, and what it would be resumed with."""

    def __init__(self, name):
        self.name = name
        self.thread = None          # its Scheduler
        self.alive = False
        self.tempval = None         # the function while bound, else what the suspended call returns
        self.channel = None         # where it is blocked
        self.wait = None            # what it waits for, or waited for when it was removed
        self.waits = False          # it does so now: it counts as runnable, at least as long as others can act
        self.given = None           # the lock that it has got meanwhile, or the queue whose item it has got
        self.item = None
        self.gets = False           # its call is Queue.get()
        self.in_run = False         # suspended inside stackless.run()
        self.block_trap = False
        self.pending = False        # an interrupt is held back
        self.handled = False        # the error handler has been called for what left it

    def __repr__(self):
        return self.name

    @property
    def is_main(self):
        return self.thread.main is self and not self.thread.ended

    @property
    def is_current(self):
        """It runs, or will when its thread has its turn."""
        thread = self.thread
        return thread.current is self and not thread.ended and (self.waits or not thread.asleep)

    @property
    def is_following(self):
        """It is about to run, which no callback can prevent."""
        return self.thread.following is self

    @property
    def state(self):
        """The state in the words of S26; 'off' if its thread has ended, 'waiting' if it waits for a lock or a moment."""
        if self.channel:
            return 'blocked'
        if self.thread.ended:
            return 'off'
        if self.is_current:
            return 'current'
        if self.waits:
            return 'waiting'
        if not self.alive:
            return 'empty' if self.tempval is None else 'bound'
        return 'ready' if self in self.thread.queue else 'paused'

    def let_go(self):
        """Takes it out of the list of the channel, or ends its wait."""
        if self.channel:
            self.channel.waiting.remove(self)
            self.channel = None
        if self.wait:
            self.wait.cancel()
            self.wait = None
            self.waits = False

    def drop(self):
        """Its frames are dropped; a lock that it has been given stays as it is."""
        self.let_go()
        self.given, self.gets = None, False

    @property
    def is_stuck(self):
        return self.channel is not None or self.waits


class Wait:
    """A wait for a lock, for a moment, or for a lock until a moment; the thread is to own the lock."""

    def __init__(self, task, thread, lock, deadline, holds):
        self.task, self.thread, self.lock, self.deadline = task, thread, lock, deadline
        self.holds = holds          # the thread stands still meanwhile
        if lock:
            lock.waiting.append(self)
        if self.outside:
            thread.threads.timers.append(self)

    @property
    def outside(self):
        """It will end whatever the tasks do."""
        return self.deadline is not None

    def cancel(self):
        if self.lock:
            self.lock.waiting.remove(self)
        if self.outside:
            self.thread.threads.timers.remove(self)

    def settle(self, value):
        """It is over: the task goes on with a value or a Bomb."""
        self.cancel()
        task, thread = self.task, self.thread
        if self.holds:
            thread.go_on_with(value)
            return
        waited = task.waits
        task.wait, task.waits, task.tempval = None, False, value
        if waited and not task.thread.ended:
            task.thread.append(task)
            if not self.outside:
                task.thread.goes_first(task)


class Watchdog:
    """Of the outermost timed run."""

    def __init__(self, runner, kind, short, total, threadblock):
        self.runner = runner
        self.kind = kind            # 'hard', 'soft', or 'slice' for run_slice()
        self.short = short          # any operation uses up its time
        self.begun = total          # its time has begun: with the first switch, if it is not for the whole run()
        self.threadblock = threadblock


class Channel:
    """A list of waiting tasks, all of them senders or all of them receivers."""

    def __init__(self, name=''):
        self.name = name
        self.waiting = []
        self.sending = False        # what the waiting tasks do
        self.preference = -1
        self.schedule_all = False
        self.closing = False

    def has_partner(self, sending):
        return bool(self.waiting) and self.sending != sending

    @property
    def balance(self):
        return len(self.waiting) if self.sending else -len(self.waiting)


class Lock:
    """threading.Lock, or RLock, which threads own."""

    def __init__(self, name, recursive):
        self.name = name
        self.recursive = recursive
        self.locked = False
        self.holder = None          # of a recursive one: the thread that has it, and how often
        self.count = 0
        self.waiting = []           # the Waits for it

    def take_back(self, task):
        self.free()

    def free(self):
        """The first one who waits gets it."""
        self.locked, self.holder, self.count = False, None, 0
        if self.waiting:
            wait = self.waiting[0]
            self.locked, self.holder, self.count = True, wait.thread, 1
            wait.task.given = self
            wait.settle(True)


class Condition:
    """threading.Condition: each who waits has a lock of its own, which notify() releases."""

    def __init__(self, lock):
        self.lock = lock
        self.waiters = []           # their locks

    def check_owned(self, what):
        if not self.lock.locked:
            raise RuntimeError('cannot %s on un-acquired lock' % what)

    def notify(self, count):
        self.check_owned('notify')
        for waiter in self.waiters[:]:
            if count and waiter.locked:
                waiter.free()
                self.waiters.remove(waiter)
                count -= 1


class Event:
    """threading.Event."""

    def __init__(self):
        self.condition = Condition(Lock('event', False))
        self.flag = False


class BoundedQueue:
    """queue.Queue: one lock, and a condition for each kind of those who wait."""

    def __init__(self, size):
        self.size = size
        self.items = []
        self.lock = Lock('queue', False)
        self.not_empty, self.not_full = Condition(self.lock), Condition(self.lock)


class Queue:
    """queue.SimpleQueue.  An item goes straight to the first one who waits; the value that its call is resumed with says nothing."""

    def __init__(self):
        self.items = []
        self.waiting = []           # the Waits for an item

    def put(self, item):
        if self.waiting:
            wait = self.waiting[0]
            wait.task.given, wait.task.item = self, item
            wait.settle(True)
        else:
            self.items.append(item)

    def take_back(self, task):
        """The task was interrupted before it went on."""
        if self.waiting:
            self.put(task.item)
        else:
            self.items.insert(0, task.item)


class Threads:
    """What the threads share, and whose turn it is.

    A thread that has nothing to do is asleep; one that could go on waits in a queue for its turn.
    """

    def __init__(self, tasks=()):
        self.tasks = tasks
        self.living = []            # the main thread first
        self.ready = []             # those that could go on, but for the running one
        self.running = None
        self.clock = 0
        self.ambiguous = False      # what comes now is not to be compared
        self.timers = []            # the Waits that have a deadline
        self.schedule_callback = None
        self.channel_callback = None

    def start(self, main):
        """A new thread, with its main task; the first is the running one."""
        thread = Scheduler(self, main)
        self.living.append(thread)
        if self.running is None:
            self.running = thread
        else:
            thread.resumption = [NOTHING]
            self.ready.append(thread)
        return thread

    @property
    def others_can_act(self):
        """Whether anything but the running thread could make a task runnable."""
        return bool(self.ready) or any(not wait.task.thread.ended for wait in self.timers)

    def let_time_pass(self):
        """Nothing can run until the next moment that somebody waits for."""
        first, *later = sorted(self.timers, key=lambda wait: wait.deadline)
        if later and later[0].deadline - first.deadline < CLOSE:
            self.ambiguous = True
        self.clock = first.deadline
        first.settle(False if first.lock else None)

    def next_turn(self):
        """The running thread goes to sleep, is stopped or has ended; another has its turn."""
        while True:
            while not self.ready:
                if self.others_can_act:
                    self.let_time_pass()
                else:
                    self.break_deadlock()
            self.running = self.ready.pop(0)
            if self.running.wake():
                return

    def give_turn(self):
        """The others have their turns, while the running thread is stopped in the middle of what it does."""
        if self.ready:
            self.running.resumption = [NOTHING]
            self.ready.append(self.running)
            self.next_turn()

    def break_deadlock(self):
        """All are asleep: a thread whose run() only waited for others goes on, else one that is blocked (S217)."""
        for thread in self.living:
            target = thread.wake_target()
            if thread.asleep and target.alive and target.state == 'paused' and not target.wait:
                return thread.append(target)
        for thread in self.living:
            for task in thread.current, thread.wake_target():
                if thread.asleep and (task.channel or task.wait):
                    task.let_go()
                    task.tempval = Bomb(RuntimeError(DEADLOCK))
                    return thread.append(task)
        for thread in self.living:
            if thread.held:
                return thread.held.settle(Bomb(RuntimeError(DEADLOCK)))
        raise AssertionError('nobody can be woken')


class Scheduler:
    """The rules for one thread.  Operations act for the current task and raise what they would raise in it.

    An operation that returns with another task being current has suspended its caller; what the call
    returns is then the result of take() when the caller is current again.
    """

    def __init__(self, threads, main):
        self.threads = threads
        self.main = self.current = main
        main.thread = self
        main.alive = True
        self.queue = [main]
        self.asleep = False         # no task of this thread can run, or none has begun to since
        self.ended = False
        self.resumption = None      # in a list: what the current task goes on with when it has been stopped
        self.held = None            # the Wait during which it stands still
        self.runners = []
        self.watchdog = None
        self.soft_expired = False   # the next scheduling moment is the runner's
        self.trap = 0
        self.in_switch_callback = self.in_channel_callback = False
        self.following = None       # who runs next, while the callback is told of it
        self.victim, self.attempts = None, 0    # who is killed at the end of the thread

    # Switching.

    def switched(self, queue):
        """Checks callbacks and switch trap for a queue that is about to be installed (S182, S188, S174)."""
        if queue[:1] != [self.current]:
            self.check_callbacks()
            if self.trap:
                raise RuntimeError('switch_trap')
        return queue

    def check_callbacks(self):
        if self.in_switch_callback or self.in_channel_callback:
            raise RuntimeError(RECURSIVE)

    def install(self, queue):
        """Makes this the queue; a runner that comes to the front leaves the runner stack (S107)."""
        if not queue:
            self.queue = queue
            self.asleep = True
            if self.watchdog and self.watchdog.kind == 'slice' and self.watchdog.short:
                self.append(self.watchdog.runner)
            return self.threads.next_turn()
        previous, self.queue = self.current, queue
        if queue[0] in self.runners:
            position = self.runners.index(queue[0])
            inner = self.runners[position + 1:]
            del self.runners[position:]
            for runner in reversed(inner):
                if runner not in self.queue:
                    self.queue.append(runner)
            if self.watchdog and self.watchdog.runner not in self.runners:
                self.watchdog, self.soft_expired = None, False
        following = self.queue[0]
        if following.in_run:
            following.in_run = False
            if not isinstance(following.tempval, Bomb):
                following.tempval = None
        callback = self.threads.schedule_callback
        if callback and following is not previous:
            self.in_switch_callback, self.following = True, following
            callback(previous, following)
            self.in_switch_callback, self.following = False, None
            self.queue = self.rotated_to(following, self.queue)
        self.current = following
        if self.watchdog:
            self.watchdog.begun = True

    def due(self, queue):
        """The queue at a scheduling moment: after a soft timeout the runner comes first (S126)."""
        return self.rotated_to(self.watchdog.runner, queue) if self.soft_expired else queue

    def take(self):
        """What the current task's suspended call returns or raises (S61, S64)."""
        task = self.current
        if self.resumption is not None:
            [value], self.resumption = self.resumption, None
        else:
            value, task.tempval = task.tempval, None
        given, task.given = task.given, None
        gets, task.gets = task.gets, False
        if isinstance(value, Bomb):
            if given:
                given.take_back(task)
            raise value.error
        if gets and not given:
            raise Empty
        return task.item if gets else value

    def append(self, task):
        """Puts a task at the end of the queue; the thread will have its turn if it was asleep."""
        self.queue.append(task)
        if self.asleep and self not in self.threads.ready:
            self.threads.ready.append(self)

    def wake(self):
        """The thread has its turn; false if there is nothing to do after all."""
        if self.resumption is None:
            if not self.queue:
                return False
            self.asleep = False
            self.install(self.queue)
        return True

    def wake_target(self):
        return self.runners[-1] if self.runners else self.main

    def may_be_woken(self):
        """Whether a task of this thread waits that counts as runnable."""
        others = self.threads.others_can_act
        return any(task.waits and task.thread is self and (others or task.wait.outside) for task in self.threads.tasks)

    def go_on_with(self, value):
        """The wait is over during which it stood still."""
        self.held = None
        self.resumption = [value]
        self.threads.ready.append(self)

    def goes_first(self, task):
        """A thread's own code goes on at once when another thread lets it, as if the thread had stood still."""
        if task is self.main and self.current is task:
            self.queue.remove(task)
            self.queue.insert(0, task)

    def after_leaving(self, how):
        """The queue without the current task, which leaves by 'block', 'pause' or 'end' (8.4)."""
        rest = self.due(self.queue[1:])
        if rest:
            return rest
        task, target, others = self.current, self.wake_target(), self.threads.others_can_act
        if self.may_be_woken():
            return []
        if target.wait and (others or target.wait.outside):      # it had been removed
            target.waits = True
            return []
        if target.channel or target.wait or target is task and how == 'block':
            if how != 'end':
                if others:
                    return []
                raise RuntimeError(DEADLOCK)
            text = DEADLOCK if target.wait else SENDING if target.channel.sending else RECEIVING
            target.let_go()
            target.tempval = Bomb(RuntimeError(text))
        elif others and self.watchdog and self.watchdog.threadblock:
            return []
        return [target]

    # Module functions.

    def schedule(self, value):
        self.check_callbacks()
        queue = self.switched(self.due(self.queue[1:] + self.queue[:1]))
        self.current.tempval = value
        self.install(queue)

    def schedule_remove(self, value):
        self.check_callbacks()
        queue = self.switched(self.after_leaving('pause'))
        self.current.tempval = value
        self.install(queue)

    def run_all(self, kind=None, short=False, total=False, threadblock=False):
        """stackless.run(), or with a watchdog of a kind."""
        self.check_callbacks()
        if self.watchdog:
            threadblock = self.watchdog.threadblock
        alone = not self.may_be_woken() and not (threadblock and self.threads.others_can_act)
        if len(self.queue) == 1 and alone:
            self.current.tempval = None
            return
        queue = self.switched(self.queue[1:])
        if kind and not self.watchdog:
            self.watchdog = Watchdog(self.current, kind, short, total, threadblock)
        self.current.in_run = True
        self.runners.append(self.current)
        self.install(queue)

    # The watchdog.

    def expire(self):
        """The current task has done something."""
        watchdog = self.watchdog
        if watchdog and watchdog.short and watchdog.begun:
            if watchdog.kind == 'soft':
                self.soft_expired = True
            elif watchdog.kind == 'hard':
                self.current.pending = True

    def interruptible(self, spinning):
        """The current task may be interrupted (S119, S125), while it spins also by the end of a slice; whether it is."""
        task, watchdog = self.current, self.watchdog
        if not watchdog or self.trap:
            return False
        if task.pending:
            task.pending = False
            queue = self.rotated_to(watchdog.runner, self.queue[1:])
            if not isinstance(watchdog.runner.tempval, Bomb):
                watchdog.runner.tempval = task
                watchdog.runner.in_run = False
        elif spinning and watchdog.kind == 'slice' and watchdog.short:
            queue = self.rotated_to(watchdog.runner, self.queue)
        else:
            return False
        task.tempval = None
        self.install(queue)
        return True

    # The end of a task, and of the thread.

    def end(self, error=None):
        """The current task's function returned or raised (S133, S134, S28)."""
        task = self.current
        task.alive = task.pending = task.handled = False
        task.tempval = None
        if error is None or isinstance(error, Exit):
            self.install(self.after_leaving('end'))
            return
        target = self.wake_target()
        target.let_go()
        target.tempval = Bomb(error)
        self.install(self.rotated_to(target, self.queue[1:]))

    def close(self):
        """The thread's main function has returned: kills a runner, if there is one, else ends the thread (S226)."""
        if not (self.victim and self.victim.alive and self.victim.thread is self and self.attempts < ATTEMPTS):
            self.victim, self.attempts = self.runners[-1] if self.runners else None, 0
        if self.victim:
            self.attempts += 1
            self.victim.let_go()
            self.victim.tempval = Bomb(Exit())
            self.install(self.rotated_to(self.victim, self.queue))
        else:
            self.ended = True
            self.main.alive = False
            self.main.tempval = None
            self.queue = []
            self.threads.living.remove(self)
            self.threads.next_turn()

    # Methods of tasklets.

    def bind(self, task, function, started):
        """bind(function) with arguments (started) or without; bind(None)."""
        if task.is_current:
            raise RuntimeError("can't (re)bind the current tasklet")
        if task.is_stuck or task in task.thread.queue or task.is_following:
            raise RuntimeError('tasklet is scheduled')
        if task.in_run:
            raise RuntimeError(C_STATE)
        if started and task.thread.ended:
            raise RuntimeError(NO_THREAD)
        task.drop()
        task.alive, task.pending, task.handled = started, False, False
        task.tempval = None if started else function

    def setup(self, task):
        if task.thread.ended:
            raise RuntimeError(NO_THREAD)
        if task.alive:
            raise RuntimeError('tasklet is alive')
        if task.tempval is None:
            raise RuntimeError('the tasklet was not bound to a function')
        if task.is_current:
            raise TypeError('cframe function must be a callable')   # it has ended, and is told in a callback what it sends
        task.alive, task.tempval = True, None
        task.thread.append(task)

    def check_runnable(self, task, no_thread=NO_THREAD):
        if task.channel:
            raise RuntimeError(RUN_BLOCKED)
        if task.thread.ended:
            raise RuntimeError(no_thread)
        if not task.alive:
            raise RuntimeError(RUN_DEAD)

    def insert(self, task):
        self.check_runnable(task, "Target thread isn't initialized")
        if task.wait:
            task.waits = True
        elif task not in task.thread.queue:
            task.thread.append(task)

    def remove(self, task):
        if task.channel:
            raise RuntimeError('You cannot remove a blocked tasklet.')
        if task.is_current:
            raise RuntimeError('The current tasklet cannot be removed.')
        if task in task.thread.queue:
            task.thread.queue.remove(task)
        task.waits = task.waits and task.thread.ended

    def rotated_to(self, task, queue):
        """The queue with a ready task rotated to the front, or a paused one put there."""
        if task in queue:
            position = queue.index(task)
            return queue[position:] + queue[:position]
        return [task] + queue

    def run(self, task):
        self.check_runnable(task)
        if task.wait and task is not self.current:
            task.waits = True
        elif task.thread is not self:
            task.thread.make_next(task)
        elif task is not self.current:
            self.check_callbacks()
            self.install(self.switched(self.due(self.rotated_to(task, self.queue))))

    def make_next(self, task):
        """Another thread's task comes in front if that sleeps, else behind its current one (S219)."""
        if task.is_current:
            return
        if task in self.queue:
            self.queue.remove(task)
        self.append(task)
        self.queue.insert(0 if self.asleep else 1, self.queue.pop())

    def switch(self, task):
        self.check_runnable(task)
        if task.thread is not self:
            raise RuntimeError("can't switch to a different thread.")
        if task is self.current:
            return
        if task.wait:
            self.check_callbacks()
            waited, task.waits = task.waits, True
            try:
                queue = self.switched(self.after_leaving('pause'))
            except RuntimeError:
                task.waits = waited
                raise
            self.install(queue)
            return
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
        if task.thread.ended:
            raise RuntimeError(NO_THREAD)
        if pending or task.thread is not self:
            task.thread.throw_later(task, error)
            return
        queue = self.switched(self.rotated_to(task, self.queue))
        task.let_go()
        task.tempval = Bomb(error)
        self.install(queue)

    def throw_later(self, task, error):
        """The task raises it when it goes on: if it has been stopped, in the middle of what it does."""
        if task.is_current and self.resumption is not None:
            if self.held:
                self.held.cancel()
                self.go_on_with(Bomb(error))
            else:
                self.resumption = [Bomb(error)]
            return
        task.let_go()
        task.tempval = Bomb(error)
        if task not in self.queue:
            self.append(task)

    def kill(self, task, pending):
        """What is left of a task whose thread has ended is dropped (S229); says whether it was."""
        if task.thread.ended:
            task.drop()
            task.alive, task.pending, task.tempval = False, False, None
            return True
        self.throw(task, Exit(), pending)
        return False

    def move(self, task, thread):
        """bind_thread(), to a thread or (None) to the calling one (S224)."""
        if thread is None and task.thread is self:
            return
        if not task.thread.ended and (task.waits or task in task.thread.queue or task.is_current or task.is_following):
            raise RuntimeError("can't (re)bind a runnable tasklet")
        if task.in_run or task.is_main:
            raise RuntimeError(C_STATE)
        if thread and thread.ended:
            raise ValueError('bad thread')
        if task.thread.current is task:
            task.thread.current = task.thread.main
        task.thread = thread or self
        task.waits = False

    # Locks, and time.

    def acquire(self, lock, blocking, seconds=None, holds=False):
        free = lock.holder in (None, self) if lock.recursive else not lock.locked
        if free or not blocking:
            self.current.tempval = free
            if free:
                lock.locked, lock.holder, lock.count = True, self, lock.count + 1
            return
        self.wait(lock, seconds, holds)

    def wait(self, lock, seconds, holds):
        """Waits for a lock, for some seconds, or both; the whole thread does where it must not switch."""
        deadline = None if seconds is None else self.threads.clock + seconds
        if holds:
            if seconds is None and not self.threads.others_can_act:
                raise RuntimeError(DEADLOCK)
            self.held = Wait(self.current, self, lock, deadline, True)
            self.resumption = [NOTHING]
            self.threads.next_turn()
            return
        task = self.current
        forever = seconds is None and not self.threads.others_can_act
        queue = self.after_leaving('block') if forever else self.due(self.queue[1:])
        task.wait, task.waits, task.tempval = Wait(task, self, lock, deadline, False), True, None
        self.install(queue)

    def get(self, queue, seconds, holds=False):
        task = self.current
        if queue.items:
            task.given, task.item = queue, queue.items.pop(0)
        elif seconds != 0:
            self.wait(queue, seconds, holds)
        task.gets = True

    def release(self, lock):
        if lock.recursive and lock.holder is not self:
            raise RuntimeError('cannot release un-acquired lock')
        if not lock.locked:
            raise RuntimeError('release unlocked lock')
        lock.count -= 1
        if not lock.recursive or not lock.count:
            lock.free()

    # Channels.

    def transfer(self, channel, sending, value=None):
        """send (with a value or a Bomb) or receive."""
        callback = self.threads.channel_callback
        if callback and self.in_channel_callback:
            raise RuntimeError(RECURSIVE_CHANNEL)
        meets = channel.has_partner(sending)
        if meets and channel.waiting[0] is self.current:
            self.threads.ambiguous = True       # in a callback: one tempval would be two
        if meets and channel.waiting[0].thread is not self:
            result = self.meet_across(channel, sending, value)
            if callback:
                self.call_back(callback, channel, sending, False, value)
            self.current.tempval = result
            return
        if callback:
            value = self.call_back(callback, channel, sending, not meets, value)
            meets = channel.has_partner(sending)
        if not meets:
            self.block(channel, sending, value)
        elif channel.waiting[0].thread is not self:
            self.current.tempval = self.meet_across(channel, sending, value)
        else:
            self.meet(channel, sending, value)

    def call_back(self, callback, channel, sending, blocks, value):
        """Calls the channel callback; what is sent then (S186)."""
        task = self.current
        kept, task.tempval = task.tempval, value
        self.in_channel_callback = True
        try:
            callback(channel, task, sending, blocks)
            return task.tempval
        finally:
            self.in_channel_callback = False
            task.tempval = kept

    def meet(self, channel, sending, value):
        """A partner waits (11.3)."""
        task, partner, rest = self.current, channel.waiting[0], self.queue[1:]
        switches = channel.schedule_all or channel.preference == (-1 if sending else 1)
        if switches:
            self.check_callbacks()
            if channel.schedule_all:
                queue = self.switched(self.due(rest + [partner, task]))
            else:
                queue = self.switched([partner] + rest + [task])
        partner.let_go()
        if sending:
            partner.tempval, task.tempval = value, None
        else:
            task.tempval, partner.tempval = partner.tempval, None
        if switches:
            self.install(queue)
        else:
            self.queue.append(partner)

    def meet_across(self, channel, sending, value):
        """A partner of another thread waits: it becomes ready there; what the current task's call returns (S160)."""
        partner = channel.waiting[0]
        if partner.thread.ended:
            raise RuntimeError(NO_THREAD)
        result = None if sending else partner.tempval
        partner.let_go()
        partner.tempval = value if sending else None
        partner.thread.append(partner)
        return result

    def block(self, channel, sending, value):
        """No partner waits (S150)."""
        task = self.current
        if task.block_trap:
            raise RuntimeError(DISLIKES)
        if channel.closing:
            raise ValueError(CLOSED)
        self.check_callbacks()
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
