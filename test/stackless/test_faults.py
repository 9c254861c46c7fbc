"""Faults: what goes wrong in one place leaves the scheduler, the channels and the other tasklets as they were."""
import contextlib
import gc
import inspect
import io
import pickle
import signal
import sys
import threading
import time
import unittest
import weakref

import stackless
from support import StacklessTestCase, outcome, run_queue, spin, state, waiters

DEADLOCK = 'RuntimeError: Deadlock: the last runnable tasklet cannot be blocked.'


class Consistent(StacklessTestCase):
    """After each fault the queue holds main alone, and a channel still hands values over."""

    def check_consistent(self, *channels):
        self.assertEqual(run_queue(), [stackless.main])
        for channel in channels:
            self.assertEqual((channel.balance, waiters(channel)), (0, []))
            got = []
            stackless.tasklet(lambda: got.append(channel.receive()))()
            stackless.tasklet(channel.send)('value')
            stackless.run()
            self.assertEqual((got, channel.balance), (['value'], 0))


class TestCallbacks(Consistent):

    def tearDown(self):
        stackless.set_schedule_callback(None)
        stackless.set_channel_callback(None)
        super().tearDown()

    def test_a_schedule_callback_that_raises(self):
        """The switches take place, and each is reported (S181)."""
        def fail(previous, following):
            raise KeyError('callback')
        c = stackless.channel()
        got = []
        stackless.tasklet(lambda: got.append(c.receive()))()
        stackless.tasklet(c.send)(1)
        stackless.set_schedule_callback(fail)
        errors = io.StringIO()
        with contextlib.redirect_stderr(errors):
            stackless.run()
        stackless.set_schedule_callback(None)
        self.assertEqual(got, [1])
        self.assertGreaterEqual(errors.getvalue().count("KeyError: 'callback'"), 3)
        self.check_consistent(c)

    def test_a_channel_callback_that_raises(self):
        """The operation has no effect, blocking or not, and whoever waits goes on waiting (S188)."""
        def fail(*arguments):
            raise KeyError('callback')
        c = stackless.channel()
        got = []
        t = stackless.tasklet(lambda: got.append(c.receive()))()
        stackless.run()
        stackless.set_channel_callback(fail)
        for operation in (lambda: c.send(1), c.receive, lambda: next(c), lambda: c.send_sequence([1]),
                          lambda: c.send_exception(ValueError), lambda: c.send_throw(ValueError)):
            self.assertEqual(outcome(operation), "KeyError: 'callback'")
            self.assertEqual((c.balance, state(t), got), (-1, 'blocked', []))
        stackless.set_channel_callback(None)
        c.send(2)
        self.assertEqual(got, [2])
        self.check_consistent(c)

    def test_callbacks_that_switch(self):
        """The attempt fails, and what the callback was called for goes on (S182, S187)."""
        tried = []
        c = stackless.channel()
        def schedule_callback(previous, following):
            for operation in (stackless.schedule, stackless.run, c.receive, following.run, following.kill):
                tried.append(outcome(operation))
        t = stackless.tasklet(tried.append)('ran')
        stackless.set_schedule_callback(schedule_callback)
        stackless.run()
        stackless.set_schedule_callback(None)
        self.assertEqual(tried.count('ran'), 1)
        refused = [text for text in tried if text != 'ran']
        self.assertTrue(all(text.startswith('RuntimeError: Recursive') for text in refused), refused)
        self.check_consistent(c)

    def test_a_schedule_callback_cannot_take_away_who_is_next(self):
        """The switch takes place, whatever is done to the next one: it counts as runnable, removed or not."""
        tried, over = [], threading.Event()
        other = threading.Thread(target=over.wait)
        other.start()
        def take_away(previous, following):
            stackless.set_schedule_callback(None)
            following.remove()
            for change in (lambda: following.bind(None), lambda: following.bind(print, ()),
                           lambda: following.bind_thread(other.ident), lambda: previous.bind_thread(other.ident)):
                tried.append(outcome(change))
        c = stackless.channel()
        t = stackless.tasklet(self.note)('ran')
        stackless.set_schedule_callback(take_away)
        stackless.tasklet(c.receive)().run()
        stackless.run()
        self.assertEqual(tried, ['RuntimeError: tasklet is scheduled'] * 2
                         + ["RuntimeError: can't (re)bind a runnable tasklet"] * 2)
        self.assertEqual((self.log, t.alive, c.balance), (['ran'], False, -1))
        c.send(None)
        over.set()
        other.join()
        self.check_consistent(c)

    def test_a_callback_that_kills_itself_pending(self):
        c = stackless.channel()
        def kill(channel, tasklet, sending, blocks):
            stackless.set_channel_callback(None)
            tasklet.kill(pending=True)
        t = stackless.tasklet(c.receive)()
        stackless.set_channel_callback(kill)
        stackless.run()
        self.assertFalse(t.alive)
        self.check_consistent(c)


class TestKilled(Consistent):
    """What a tasklet does in its finally block when it is killed."""

    def waiting(self, finish):
        """A tasklet that waits on a channel, and calls `finish` at its end."""
        c = stackless.channel()
        def job():
            try:
                c.receive()
            finally:
                finish()
        t = stackless.tasklet(job)()
        stackless.run()
        return t, c

    def test_it_blocks(self):
        d = stackless.channel()
        t, c = self.waiting(d.receive)
        t.kill()
        self.assertEqual((state(t), c.balance, d.balance), ('blocked', 0, -1))
        d.send(None)
        self.assertFalse(t.alive)
        self.check_consistent(c, d)

    def test_it_uses_the_same_channel(self):
        c = stackless.channel()
        def job():
            try:
                c.receive()
            finally:
                c.send('last')
        t = stackless.tasklet(job)()
        stackless.run()
        t.kill()
        self.assertEqual((c.balance, c.receive()), (1, 'last'))
        stackless.run()
        self.assertFalse(t.alive)
        self.check_consistent(c)

    def test_it_raises(self):
        """Its exception reaches main, in place of TaskletExit."""
        t, c = self.waiting(lambda: 1 / 0)
        self.assertEqual(outcome(t.kill), 'ZeroDivisionError: division by zero')
        self.assertFalse(t.alive)
        self.check_consistent(c)

    def test_it_kills_others(self):
        """Also one that kills it in turn, and its killer."""
        first, c = self.waiting(lambda: second.kill())
        second, d = self.waiting(lambda: first.kill())
        first.kill()
        stackless.run()
        self.assertEqual((first.alive, second.alive), (False, False))
        def killer():
            try:
                third.kill()
                self.note('not killed')
            finally:
                self.note('killer')
        third, e = self.waiting(lambda: k.kill())
        k = stackless.tasklet(killer)()
        stackless.run()
        self.assertEqual((self.log, k.alive, third.alive), (['killer'], False, False))
        self.check_consistent(c, d, e)

    def test_it_goes_on_for_ever(self):
        """A tasklet that catches each TaskletExit lives on (S93)."""
        c = stackless.channel()
        def tough():
            while True:
                try:
                    c.receive()
                    return
                except TaskletExit:
                    self.note('no')
        t = stackless.tasklet(tough)()
        stackless.run()
        for attempt in range(3):
            t.kill()
        self.assertEqual((self.log, t.blocked, c.balance), (['no'] * 3, True, -1))
        c.send(None)
        self.check_consistent(c)

    def test_it_runs_the_scheduler(self):
        """A nested run() in a finally block."""
        t, c = self.waiting(stackless.run)
        u = stackless.tasklet(self.note)('u')
        t.kill()
        stackless.run()             # the innermost, which returns first
        self.assertEqual((self.log, t.paused, u.alive), (['u'], True, False))
        stackless.schedule_remove()
        self.assertFalse(t.alive)
        self.check_consistent(c)

    def test_killed_again_pending_while_it_unwinds(self):
        d = stackless.channel()
        t, c = self.waiting(lambda: outcome(d.receive))
        t.kill()
        t.kill(pending=True)
        t.throw(ValueError, pending=True)
        self.assertEqual((state(t), d.balance), ('ready', 0))
        stackless.run()
        self.assertFalse(t.alive)
        self.check_consistent(c, d)


class TestFinalizers(Consistent):

    def setUp(self):
        super().setUp()
        self.errors = []
        hook, sys.unraisablehook = sys.unraisablehook, lambda report: self.errors.append(repr(report.exc_value))
        self.addCleanup(setattr, sys, 'unraisablehook', hook)

    def drop(self, body):
        """Calls body where something of a class with it as __del__ is dropped."""
        class Thing:
            def __del__(self):
                body()
        def job():
            thing = Thing()
        stackless.tasklet(job)()
        stackless.run()

    def test_del_that_raises(self):
        """It is reported; the scheduler goes on."""
        for error in KeyError('del'), TaskletExit(), SystemExit(3):
            def body():
                raise error
            self.drop(body)
            gc.collect()
            self.assertEqual(self.errors.pop(), repr(error))
        self.check_consistent()

    def test_del_that_switches(self):
        """Whoever collects waits until it is done."""
        c = stackless.channel()
        def body():
            self.note(stackless.current is stackless.main)
            stackless.schedule()
            c.send('from del')
        self.drop(body)
        stackless.tasklet(lambda: self.note(c.receive()))()
        gc.collect()
        stackless.run()
        self.assertEqual((self.log, self.errors), ([True, 'from del'], []))
        self.check_consistent(c)

    def test_del_that_blocks(self):
        """It goes on when somebody sends; collecting meanwhile does not call it again."""
        c = stackless.channel()
        self.drop(lambda: self.note(c.receive()))
        collector, other = stackless.tasklet(gc.collect)(), stackless.tasklet(gc.collect)()
        stackless.run()
        self.assertEqual((state(collector), state(other), c.balance), ('blocked', 'empty', -1))
        c.send('sent')
        stackless.run()
        self.assertEqual((state(collector), self.log, self.errors), ('empty', ['sent'], []))
        self.check_consistent(c)

    def test_del_whose_tasklet_is_killed(self):
        """What is raised in it does not leave it."""
        c = stackless.channel()
        self.drop(c.receive)
        def job():
            gc.collect()
            self.note('collected')
        collector = stackless.tasklet(job)()
        stackless.run()
        collector.kill()
        self.assertEqual((self.log, self.errors), (['collected'], ['TaskletExit()']))
        self.check_consistent(c)

    def test_del_that_deadlocks(self):
        """It gets the RuntimeError."""
        c = stackless.channel()
        self.drop(c.receive)
        gc.collect()
        self.assertEqual(len(self.errors), 1)
        self.assertIn('Deadlock', self.errors[0])
        self.check_consistent(c)

    def test_del_that_saves_the_object(self):
        """It is what it was, a channel's value for instance; it is not called again."""
        c = stackless.channel()
        class Phoenix:
            def __del__(self):
                dels.append(self.name)
                stackless.tasklet(c.send)(self)
        def job():
            Phoenix().name = 'phoenix'
        dels = []
        stackless.tasklet(job)()
        stackless.run()
        gc.collect()
        saved = c.receive()
        self.assertEqual((saved.name, c.balance), ('phoenix', 0))
        del saved
        stackless.run()
        gc.collect()
        self.assertEqual((dels, self.errors), (['phoenix'], []))
        self.check_consistent(c)

    def test_tasklet_with_del(self):
        """Its __del__ finds it as it was: blocked, paused or at its end."""
        class Own(stackless.tasklet):
            def __del__(self):
                dels.append((self.alive, self.paused))
        def job(pause):
            if pause:
                stackless.schedule_remove(None)
        dels = []
        Own(job)(True)
        Own(job)(False)
        stackless.run()
        stackless.run()
        gc.collect()
        self.assertEqual((dels, self.errors), ([(True, True), (False, False)], []))
        self.check_consistent()

    def test_object_that_its_own_tasklets_hold(self):
        """They wait, and nobody else refers to them: all of it goes."""
        class Thing:
            def __del__(self):
                dels.append((self.paused.paused, self.blocked.blocked, self.c.balance))
            def pause(self):
                stackless.schedule_remove()
            def wait(self):
                self.c.receive()
        def job():
            thing = Thing()
            thing.c = stackless.channel()
            thing.paused, thing.blocked = stackless.tasklet(thing.pause)(), stackless.tasklet(thing.wait)()
            stackless.schedule()
        dels = []
        stackless.tasklet(job)()
        stackless.run()
        gc.collect()
        self.assertEqual((dels, self.errors), ([(True, True, -1)], []))
        self.check_consistent()

    def test_nobody_collects(self):
        """It is called between two ticks of whatever runs."""
        class Thing:
            def __del__(self):
                dels.append(1)
                if len(dels) == 1:
                    c.send('from del')
        def work():
            for number in range(10**7):
                Thing().data = [0] * 20000
                if dels:
                    break
        dels = []
        c = stackless.channel()
        c.preference = 0
        stackless.tasklet(lambda: self.note(c.receive()))()
        stackless.tasklet(work)()
        stackless.run()
        self.assertEqual((self.log, self.errors), (['from del'], []))
        self.check_consistent(c)

    def test_thousands_of_callbacks_at_once(self):
        """They are called one after the other, not one inside another."""
        class Thing:
            pass
        def depth():
            frame, count = inspect.currentframe(), 0
            while frame is not None:
                frame, count = frame.f_back, count + 1
            return count
        def job():
            things = [Thing() for number in range(5000)]
            return [weakref.ref(thing, lambda ref: called.append(depth())) for thing in things]
        called = []
        refs = job()
        for attempt in range(5):
            gc.collect()
            spin(5000)
        self.assertGreater(len(called), 100)
        self.assertLess(max(called) - min(called), 10)
        self.check_consistent()


class TestLocks(Consistent):
    """A tasklet that was removed from the queue while it waits for a lock has not got it, whoever wakes it."""

    def check_free(self, lock):
        lock.release()
        self.assertTrue(lock.acquire(False))

    def test_main_is_removed_and_nobody_is_left(self):
        lock = threading.Lock()
        lock.acquire()
        stackless.tasklet(stackless.main.remove)()
        self.assertEqual(outcome(lock.acquire), DEADLOCK)
        self.check_free(lock)
        self.check_consistent()

    def test_main_is_removed_and_another_thread_has_the_lock(self):
        lock, other = threading.Lock(), threading.Lock()
        def hold():
            with lock:
                other.release()
                spin(100000)
        other.acquire()
        thread = threading.Thread(target=hold)
        thread.start()
        other.acquire()
        stackless.tasklet(stackless.main.remove)()
        self.assertIs(outcome(lock.acquire), True)
        thread.join()
        stackless.run()             # if there was no need to wait
        self.check_free(lock)
        self.check_consistent()

    def test_run_waits_for_one_tasklet_as_for_two(self):
        """It does not return while somebody waits for a lock that another thread has."""
        lock = threading.Lock()
        def hold():
            with lock:
                time.sleep(0.01)
        def use():
            with lock:
                pass
        for count in 1, 2:
            thread = threading.Thread(target=hold)
            thread.start()
            while not lock.locked():
                time.sleep(0.001)
            waiters = [stackless.tasklet(use)() for number in range(count)]
            stackless.run()
            self.assertEqual([waiter.alive for waiter in waiters], [False] * count)
            thread.join()
        self.check_consistent()

    def test_main_is_removed_while_it_sleeps(self):
        stackless.tasklet(stackless.main.remove)()
        start = time.monotonic()
        time.sleep(0.01)
        self.assertGreaterEqual(time.monotonic() - start, 0.01)
        self.check_consistent()

    def test_switching_to_one_that_waits_for_a_lock(self):
        lock = threading.Lock()
        lock.acquire()
        def job():
            self.note(outcome(stackless.main.switch))
            lock.release()
        stackless.tasklet(job)()
        self.assertTrue(lock.acquire())
        self.assertEqual(self.log, [DEADLOCK])
        self.check_free(lock)
        self.check_consistent()

    def test_the_last_sleeper_has_been_removed(self):
        """When its time is over, nobody is left who could act (S217)."""
        sleeper = stackless.tasklet(time.sleep)(0.01)
        sleeper.run()
        sleeper.remove()
        self.assertEqual(outcome(stackless.channel().receive), DEADLOCK)
        sleeper.run()
        self.check_consistent()

    def test_the_deadlock_of_a_thread_that_stands_still(self):
        """It waits for the lock no longer."""
        lock = threading.Lock()
        lock.acquire()
        stackless.tasklet(time.sleep)(0.01).run()
        with stackless.atomic():
            self.assertEqual(outcome(lock.acquire), DEADLOCK)
        self.check_free(lock)
        stackless.run()
        self.check_consistent()


class TestSignals(Consistent):
    """A handler that is called while nothing can run is not the last tasklet after whose end nobody is left."""

    def setUp(self):
        super().setUp()
        old = signal.signal(signal.SIGALRM, self.handle)
        self.addCleanup(signal.signal, signal.SIGALRM, old)
        self.addCleanup(signal.setitimer, signal.ITIMER_REAL, 0)

    def handle(self, number, frame):
        self.note('handled')
        signal.signal(signal.SIGALRM, signal.SIG_DFL)

    def test_an_interval_timer_rings_while_the_program_works(self):
        """Again and again, though nothing waits."""
        rings = []
        old = signal.signal(signal.SIGALRM, lambda number, frame: rings.append(number))
        signal.setitimer(signal.ITIMER_REAL, 0.005, 0.005)
        try:
            while len(rings) < 10:      # the loop has no other end
                pass
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, old)
        self.assertEqual(set(rings), {signal.SIGALRM})

    def test_a_timer_rings_while_natives_work(self):
        """Sorting many items, and making ints of many digits, has its pauses."""
        rings = []
        signal.signal(signal.SIGALRM, lambda number, frame: rings.append(number))
        def number():
            limit = sys.get_int_max_str_digits()
            sys.set_int_max_str_digits(0)
            try:
                int('7' * 300_000)
            finally:
                sys.set_int_max_str_digits(limit)
        items = [i * 7919 % 500_009 for i in range(500_009)]
        texts = [str(i) for i in items]
        for work in number, items.sort, texts.sort, [(i % 7, i) for i in items].sort:
            del rings[:]
            signal.setitimer(signal.ITIMER_REAL, 0.001)
            work()
            self.assertEqual(rings, [signal.SIGALRM], work)

    def test_another_thread_can_still_send(self):
        c = stackless.channel()
        def send_later():
            while not self.log:
                time.sleep(0.01)
            c.send('value')
        thread = threading.Thread(target=send_later)
        thread.start()
        signal.setitimer(signal.ITIMER_REAL, 0.01)
        self.assertEqual(c.receive(), 'value')
        thread.join()
        self.check_consistent(c)

    def test_the_watchdog_does_not_interrupt_it(self):
        lock = threading.Lock()
        def handle(number, frame):
            spin(1000)
            lock.release()
            self.handle(number, frame)
        signal.signal(signal.SIGALRM, handle)
        for soft in False, True:
            lock.acquire()
            waiter = stackless.tasklet(lock.acquire)()
            signal.setitimer(signal.ITIMER_REAL, 0.01)
            self.assertIsNone(stackless.run(10, soft=soft))
            self.assertEqual((self.log, waiter.alive), (['handled'], False))
            signal.signal(signal.SIGALRM, handle)
            del self.log[:]
            lock.release()
        self.check_consistent()

    def test_channels_do_not_wait_for_signals(self):
        """A handler is no tasklet that could still act (S112, S215)."""
        c = stackless.channel()
        signal.setitimer(signal.ITIMER_REAL, 100)
        for operation in (c.receive, lambda: c.send(1), lambda: next(c)):
            self.assertEqual(outcome(operation), DEADLOCK)
        stackless.tasklet(lambda: None)()
        self.assertEqual(outcome(c.receive), 'RuntimeError: the main tasklet is receiving without a sender available.')
        self.check_consistent(c)

    def test_locks_wait_for_signals(self):
        """The handler may release them."""
        lock = threading.Lock()
        lock.acquire()
        signal.signal(signal.SIGALRM, lambda number, frame: lock.release())
        signal.setitimer(signal.ITIMER_REAL, 0.01)
        self.assertTrue(lock.acquire())
        lock.release()
        self.check_consistent()

    def test_a_channel_waits_for_who_waits_for_a_lock(self):
        """The handler lets a tasklet go on that sends."""
        lock, c = threading.Lock(), stackless.channel()
        lock.acquire()
        signal.signal(signal.SIGALRM, lambda number, frame: lock.release())
        def send_later():
            with lock:
                c.send('value')
        stackless.tasklet(send_later)()
        signal.setitimer(signal.ITIMER_REAL, 0.01)
        self.assertEqual(c.receive(), 'value')
        stackless.run()
        self.check_consistent(c)

    def test_nobody_is_left(self):
        """The handler was the last one to be called."""
        lock, c = threading.Lock(), stackless.channel()
        lock.acquire()
        signal.setitimer(signal.ITIMER_REAL, 0.01)
        self.assertEqual(outcome(lock.acquire), DEADLOCK)
        self.assertEqual(self.log, ['handled'])
        waiter = stackless.tasklet(lock.acquire)()
        signal.signal(signal.SIGALRM, self.handle)
        signal.setitimer(signal.ITIMER_REAL, 0.01)
        self.assertEqual(outcome(c.receive), DEADLOCK)
        self.assertEqual(self.log, ['handled'] * 2)
        lock.release()
        stackless.run()
        self.assertFalse(waiter.alive)
        self.check_consistent(c)

    def test_the_handler_switches(self):
        """Its send lets somebody go on while main waits for a lock."""
        lock, c = threading.Lock(), stackless.channel()
        lock.acquire()
        def release_later():
            self.note(c.receive())
            lock.release()
        stackless.tasklet(release_later)()
        signal.signal(signal.SIGALRM, lambda number, frame: c.send('value'))
        signal.setitimer(signal.ITIMER_REAL, 0.01)
        self.assertTrue(lock.acquire())
        lock.release()
        stackless.run()
        self.assertEqual(self.log, ['value'])
        self.check_consistent(c)


class Stateful:
    """Raises when the second of them gets its state."""
    made = 0

    def __setstate__(self, state):
        Stateful.made += 1
        if Stateful.made == 2:
            raise KeyError('state')


def wait_with(channel, first, second):
    channel.receive()


class TestUnpickling(Consistent):

    def test_setstate_that_raises_in_a_graph_of_tasklets(self):
        """Nothing of the half-made graph is in a queue; the originals stay as they were."""
        c = stackless.channel()
        tasklets = [stackless.tasklet(wait_with)(c, Filled(), Filled()) for number in range(3)]
        stackless.run()
        data = pickle.dumps((c, tasklets))
        Stateful.made = 0
        for attempt in range(2):
            with self.subTest(attempt=attempt):
                Stateful.made = 0
                self.assertEqual(outcome(pickle.loads, data), "KeyError: 'state'")
                self.assertEqual((run_queue(), waiters(c)), ([stackless.main], tasklets))
        Stateful.made = 10
        copy, copies = pickle.loads(data)
        self.assertEqual((waiters(copy), copy.balance), (copies, -3))
        for channel in c, copy:
            for number in range(3):
                channel.send(None)
        self.check_consistent(c, copy)

    def test_a_frame_at_a_point_where_nothing_goes_on(self):
        """Its point is another than that of its temporaries."""
        t = stackless.tasklet(wait_with)(stackless.channel(), 1, 2)
        stackless.run()
        make, args, state = t.__reduce__()[2][3][0].__reduce__()
        for point in range(10):
            frame = make(*args)
            if point != state[0]:
                self.assertEqual(outcome(frame.__setstate__, (point, *state[1:])), 'ValueError: bad state of a frame')
        t.kill()
        self.check_consistent()

    def test_the_same_frame_twice(self):
        t = stackless.tasklet(wait_with)(stackless.channel(), 1, 2)
        stackless.run()
        make, args, state = t.__reduce__()
        frames = list(state[3]) * 2
        self.assertEqual(outcome(make(*args).__setstate__, (*state[:3], frames, *state[4:])),
                         'TypeError: bad state of a tasklet')
        t.kill()
        self.check_consistent()

    def test_a_tasklet_without_frames_that_waits_on_a_channel(self):
        """It ends when it is served."""
        t, c = stackless.tasklet(), stackless.channel()
        c.__setstate__((-1, 6, [t]))
        self.assertEqual((t.alive, t.blocked, c.balance), (True, True, -1))
        c.send(1)
        self.assertEqual(state(t), 'empty')
        self.check_consistent(c)

    def test_truncated_pickles(self):
        c = stackless.channel()
        t = stackless.tasklet(wait_with)(c, 1, 2)
        stackless.run()
        data = pickle.dumps((c, t))
        for length in range(0, len(data), 7):
            with self.assertRaises((pickle.UnpicklingError, EOFError, TypeError, ValueError, IndexError, AttributeError, KeyError)):
                pickle.loads(data[:length])
        self.assertEqual(waiters(c), [t])
        c.send(None)
        self.check_consistent(c)


class Filled(Stateful):
    def __init__(self):
        self.x = 1


class TestOperations(Consistent):

    def test_an_iterator_that_raises_in_send_sequence(self):
        c = stackless.channel()
        def values():
            yield 1
            stackless.schedule()
            raise KeyError('iterator')
        got = []
        def receiver():
            while True:
                got.append(c.receive())
        t = stackless.tasklet(receiver)()
        s = stackless.tasklet(lambda: self.note(outcome(c.send_sequence, values())))()
        stackless.run()
        self.assertEqual((got, self.log, state(t)), ([1], ["KeyError: 'iterator'"], 'blocked'))
        t.kill()
        self.check_consistent(c)

    def test_exceptions_whose_making_raises_or_switches(self):
        """The exception of a bomb is made in the tasklet that it explodes in."""
        class Bad(Exception):
            def __init__(self):
                stackless.schedule()
                raise KeyError('making')
        c = stackless.channel()
        t = stackless.tasklet(lambda: self.note(outcome(c.receive)))()
        stackless.run()
        self.note(outcome(t.throw, Bad))
        stackless.run()
        self.assertIn("KeyError: 'making'", self.log)
        self.check_consistent(c)

    def test_the_deadlock_error_leaves_the_channel_empty(self):
        c = stackless.channel()
        for operation in (c.receive, lambda: c.send(1), lambda: next(c), lambda: c.send_exception(ValueError)):
            self.assertEqual(outcome(operation), 'RuntimeError: Deadlock: the last runnable tasklet cannot be blocked.')
            self.assertEqual(c.balance, 0)
        self.check_consistent(c)

    def test_exceptions_in_nested_runs(self):
        """Each goes to the innermost run(); the outer ones return in order."""
        def inner(depth):
            if depth:
                stackless.tasklet(inner)(depth - 1)
                self.note(outcome(stackless.run))
            else:
                raise KeyError('deep')
        stackless.tasklet(inner)(5)
        self.note(outcome(stackless.run))
        self.assertEqual(self.log, ["KeyError: 'deep'"] + [None] * 5)
        self.check_consistent()


if __name__ == '__main__':
    unittest.main()
