"""What the tests of the stackless module share.

StacklessTestCase is the base class of every test.  It gives the test a log, names for its
tasklets and the run queue as a list of those names, and its tearDown restores the scheduler:
tasklets that are left are killed, callbacks, error handler and switch trap are removed.  A test
that leaves the thread anywhere but alone in main fails there, and not in the test after it.
"""
import contextlib
import functools
import io
import sys
import types
import unittest

import stackless

RING_LIMIT = 100000     # no test has a longer run queue; a longer chain of links is a broken one


def run_queue():
    """The tasklets of the calling thread's run queue, the current one first."""
    first = stackless.getcurrent()
    queue = [first]
    following = first.next
    while following is not first:
        queue.append(following)
        following = following.next
        if len(queue) > RING_LIMIT or following is None:
            raise AssertionError('the run queue is not a ring')
    return queue


def waiters(channel):
    """The tasklets that wait on the channel, in the order in which they are served."""
    found = []
    waiting = channel.queue
    while waiting is not None:
        found.append(waiting)
        waiting = waiting.next
    return found


def state(tasklet):
    """The state of a tasklet of this thread, in the words of the state table (S26)."""
    if tasklet is stackless.getcurrent():
        return 'current'
    if tasklet.blocked:
        return 'blocked'
    if not tasklet.alive:
        return 'empty' if tasklet.tempval is None else 'bound'
    return 'paused' if tasklet.paused else 'ready'


def flags(tasklet):
    """alive, scheduled, paused, blocked."""
    return tasklet.alive, tasklet.scheduled, tasklet.paused, tasklet.blocked


def outcome(function, *args, **keywords):
    """What the call returns, or 'TypeName: message' for the exception it raises."""
    try:
        return function(*args, **keywords)
    except BaseException as error:
        return '%s: %s' % (type(error).__name__, error)


def spin(count):
    """Uses up ticks in plain Python code."""
    for number in range(count):
        pass


@functools.cache
def threads_work():
    """Whether a thread can be started."""
    try:
        import threading
        thread = threading.Thread(target=int)
        thread.start()
        thread.join()
    except (ImportError, RuntimeError, NotImplementedError):
        return False
    return True


def needs_threads(test):
    """Skips a test (or all of a class) where no thread can be started."""
    return unittest.skipUnless(threads_work(), 'needs threads')(test)


@functools.cache
def programs_work():
    """Whether another interpreter can be started."""
    if not sys.executable:
        return False
    try:
        return run_program('print(1)')[:2] == (0, '1\n')
    except (OSError, NotImplementedError):
        return False


def needs_programs(test):
    """Skips a test where no other interpreter can be started."""
    @functools.wraps(test)
    def wrapper(self):
        if not programs_work():
            self.skipTest('needs subprocesses')
        test(self)
    return wrapper


def run_program(source):
    """Exit status, standard output and standard error of a program run by this interpreter."""
    import subprocess       # which not every host has
    done = subprocess.run([sys.executable, '-c', source], capture_output=True, text=True)
    return done.returncode, done.stdout.replace('\r\n', '\n'), done.stderr.replace('\r\n', '\n')


class StacklessTestCase(unittest.TestCase):
    """A test that starts and ends with main alone in the run queue."""

    maxDiff = None

    def setUp(self):
        self.log = []
        self.names = {stackless.getmain(): 'main'}

    def tearDown(self):
        stackless.set_schedule_callback(None)
        stackless.set_channel_callback(None)
        stackless.set_error_handler(None)
        trap = stackless.switch_trap(0)
        stackless.switch_trap(-trap)
        errors = self.kill_all()
        self.assertEqual(errors, [])
        self.assertEqual(trap, 0, 'the test left a switch trap')
        self.assertIs(stackless.current, stackless.main)
        self.assertEqual(stackless.getruncount(), 1)

    def left_over(self):
        """Tasklets that are still alive: the named ones, and whatever is in the run queue."""
        queue = run_queue()
        others = [t for t in self.names if t.alive and t not in queue]
        return [t for t in others + queue if not t.is_main and t.thread_id == stackless.main.thread_id]

    def kill_all(self):
        """Kills what the test left; returns the exceptions that this brought to light."""
        errors = []
        for attempt in range(50):
            left = self.left_over()
            if not left:
                return errors
            for tasklet in left:
                try:
                    tasklet.kill()
                except Exception as error:
                    errors.append(error)
        return errors + ['tasklets that cannot be killed: %r' % (self.left_over(),)]

    # Making tasklets that have names.

    def named(self, name, tasklet):
        """Gives a tasklet the name that the log and the queue show; returns the tasklet."""
        self.names[tasklet] = name
        return tasklet

    def note(self, *items):
        """Appends one entry to the log: the item, or the tuple of several."""
        self.log.append(items[0] if len(items) == 1 else items)

    def ready(self, name, function=None, *args):
        """A ready tasklet; without a function it notes its name and ends."""
        if function is None:
            function, args = self.note, (name,)
        return self.named(name, stackless.tasklet(function)(*args))

    def paused(self, name, function=None, *args):
        """A paused tasklet that has not started."""
        if function is None:
            function, args = self.note, (name,)
        return self.named(name, stackless.tasklet(function, args))

    def blocked_receiver(self, name, channel):
        """A tasklet that is blocked in receive and notes what it gets as (name, value)."""
        def receiver():
            self.note(name, channel.receive())
        tasklet = self.paused(name, receiver)
        tasklet.run()
        self.assertTrue(tasklet.blocked)
        return tasklet

    def blocked_sender(self, name, channel, value):
        """A tasklet that is blocked in send and notes its name when it goes on."""
        def sender():
            channel.send(value)
            self.note(name)
        tasklet = self.paused(name, sender)
        tasklet.run()
        self.assertTrue(tasklet.blocked)
        return tasklet

    # Looking at the scheduler.

    def queue(self):
        """The names of the tasklets in the run queue, the current one first."""
        return [self.names.get(tasklet, '?') for tasklet in run_queue()]

    def waiting(self, channel):
        """The names of the tasklets that wait on the channel."""
        return [self.names.get(tasklet, '?') for tasklet in waiters(channel)]

    def check_raises(self, error, text, function, *args, **keywords):
        """The call raises exactly this type (or a subclass) with exactly this text; returns it."""
        with self.assertRaises(error) as caught:
            function(*args, **keywords)
        if text is not None:
            self.assertEqual(str(caught.exception), text)
        return caught.exception

    def check_flags(self, tasklet, text):
        """Compares alive, scheduled, paused, blocked with a text such as 'TFTF'."""
        self.assertEqual(''.join('FT'[flag] for flag in flags(tasklet)), text)

    def output_of(self, function, *args):
        """What the call prints."""
        stream = io.StringIO()
        with contextlib.redirect_stdout(stream):
            function(*args)
        return stream.getvalue()

    def check_example(self, source, expected):
        """Runs a program as a module of its own and compares what it prints."""
        module = types.ModuleType('stackless_example')
        sys.modules[module.__name__] = module
        self.addCleanup(sys.modules.pop, module.__name__, None)
        code = compile(source, '<example>', 'exec')
        printed = self.output_of(exec, code, module.__dict__)
        self.assertEqual(printed, expected)
        for value in list(module.__dict__.values()):
            if isinstance(value, stackless.tasklet):
                self.names.setdefault(value, 'example')
