"""Section 16: a scheduler for every thread."""
import _thread
import os
import time
import unittest

import stackless
from support import StacklessTestCase, needs_threads, outcome, state

try:
    import threading
except ImportError:
    threading = None

DEADLOCK = 'RuntimeError: Deadlock: the last runnable tasklet cannot be blocked.'
NO_THREAD = 'RuntimeError: tasklet has no thread'


class Peer:
    """A second thread that does calls one at a time, in its main tasklet, and sleeps between them."""

    def __init__(self):
        self.wanted, self.done = threading.Semaphore(0), threading.Semaphore(0)
        self.thread = threading.Thread(target=self.loop)
        self.thread.start()

    def loop(self):
        while True:
            with stackless.atomic():    # else other tasklets of the thread would run meanwhile
                self.wanted.acquire()
            call = self.function
            if call is not None:
                try:
                    self.result = call()
                except BaseException as error:
                    self.result = error
            self.done.release()
            if call is None:
                return

    def do(self, function):
        """Has the thread call the function and returns the result (or the exception it raised)."""
        self.begin(function)
        return self.end()

    def begin(self, function):
        """Starts a call without waiting for its end."""
        self.function = function
        self.wanted.release()

    def end(self):
        """Waits for the end of the call that was begun."""
        self.done.acquire()
        return self.result

    def stop(self):
        """Ends the thread."""
        if self.thread.is_alive():
            self.begin(None)
            self.done.acquire()
            self.thread.join()

    def queue_length(self):
        """The run count of the thread, seen from outside."""
        return stackless.get_thread_info(self.thread.ident)[2]


def wait_until(condition):
    """Waits for something that another thread does."""
    for attempt in range(500):
        if condition():
            return
        time.sleep(0.01)
    raise AssertionError('the other thread did not do it')


@needs_threads
class Threads(StacklessTestCase):

    def setUp(self):
        super().setUp()
        self.peer = Peer()
        self.addCleanup(self.peer.stop)

    def foreign(self, function, *args):
        """A paused tasklet of the other thread that has not started."""
        return self.peer.do(lambda: stackless.tasklet(function, args))

    def end_thread(self):
        """Ends the other thread and waits until Stackless has noticed."""
        ident = self.peer.thread.ident
        self.peer.stop()
        wait_until(lambda: ident not in stackless.threads)


class Schedulers(Threads):
    """16.1"""

    def test_S212_each_thread_has_its_own(self):
        """Main tasklet, run queue, switch trap, pickle flags."""
        self.ready('a')
        main, count, trap, flags = self.peer.do(lambda: (
            stackless.main, stackless.runcount, stackless.switch_trap(1), stackless.pickle_flags(1)))
        self.assertIsNot(main, stackless.main)
        self.assertEqual((count, trap), (1, 0))
        self.assertEqual(stackless.switch_trap(), 0)
        self.assertEqual(stackless.pickle_flags(), flags)
        self.assertEqual(self.peer.do(lambda: stackless.switch_trap(-1)), 1)

    def test_S212_process_wide_settings(self):
        """Callbacks, error handler, softswitch."""
        def callback(*args):
            pass
        stackless.set_schedule_callback(callback)
        stackless.set_channel_callback(callback)
        stackless.set_error_handler(callback)
        stackless.enable_softswitch(False)
        found = self.peer.do(lambda: (stackless.get_schedule_callback(), stackless.get_channel_callback(),
                                      stackless.set_error_handler(), stackless.enable_softswitch(True)))
        self.assertEqual(found, (callback, callback, callback, False))

    def test_S213_runs_in_its_own_thread(self):
        """A tasklet belongs to the thread that created it."""
        t = self.foreign(lambda: self.note(threading.get_ident()))
        self.assertEqual(t.thread_id, self.peer.thread.ident)
        t.insert()
        stackless.run()
        self.assertEqual(self.log, [])
        self.peer.do(stackless.run)
        self.assertEqual(self.log, [self.peer.thread.ident])

    def test_S214_operations_affect_that_threads_queue(self):
        """setup, insert, remove, kill, throw."""
        t = self.foreign(int)
        self.assertIs(t.insert(), t)
        self.assertEqual((stackless.runcount, self.peer.queue_length()), (1, 2))
        t.remove()
        self.assertEqual((state(t), self.peer.queue_length()), ('paused', 1))
        u = self.peer.do(lambda: stackless.tasklet(int))
        u()
        self.assertEqual((stackless.runcount, self.peer.queue_length()), (1, 2))
        u.kill()
        self.assertTrue(u.alive)
        self.peer.do(stackless.run)
        self.assertFalse(u.alive)
        v = self.foreign(stackless.schedule_remove, 'value')
        self.peer.do(v.run)
        self.assertEqual((v.tempval, v.recursion_depth, v.alive, v.paused), ('value', 0, True, True))
        v.tempval = 'changed'
        self.assertIsNone(v.throw(KeyError, pending=True))
        self.assertEqual((stackless.runcount, self.peer.queue_length(), v.tempval.type), (1, 2, KeyError))
        self.assertIsInstance(self.peer.do(stackless.run), KeyError)

    def test_S214_a_sleeping_thread_is_woken(self):
        """Whatever makes one of its tasklets ready: it runs, while the thread's main waits in a channel."""
        c = stackless.channel()
        bound = self.peer.do(lambda: stackless.tasklet(self.note))
        inserted = self.foreign(self.note, 'insert')
        run = self.foreign(self.note, 'run')
        thrown, killed = self.foreign(self.catch), self.foreign(self.catch)
        self.peer.do(lambda: (thrown.run(), killed.run()))
        for wake, expected in ((lambda: bound('setup'), 'setup'), (inserted.insert, 'insert'), (run.run, 'run'),
                               (lambda: thrown.throw(KeyError), 'KeyError()'), (killed.kill, 'TaskletExit()')):
            self.peer.begin(c.receive)
            wait_until(lambda: c.balance == -1)
            wake()
            # When it ends, it finds main in a channel (S113).
            self.assertEqual(str(self.peer.end()), 'the main tasklet is receiving without a sender available.')
            self.assertEqual(self.log[-1], expected)
        self.assertEqual(len(self.log), 5)

    def catch(self):
        """Notes what is raised in it."""
        try:
            stackless.schedule_remove()
        except BaseException as error:
            self.note(repr(error))

    def test_S49_is_current_seen_from_another_thread(self):
        """The other thread's running tasklet is current there."""
        main = self.peer.do(stackless.getcurrent)
        self.assertEqual((main.is_current, main.is_main), (True, True))
        self.end_thread()
        self.assertEqual((main.is_current, main.is_main, main.thread_id), (False, False, -1))


class Sleeping(Threads):
    """16.2"""

    def test_S215_other_thread_counts(self):
        """While another thread runs code or sleeps elsewhere, receive() sleeps."""
        c = stackless.channel()
        def later():
            time.sleep(0.1)
            c.send('sent')
        self.peer.begin(later)
        self.assertEqual(c.receive(), 'sent')
        self.peer.end()

    def test_S215_all_others_sleep_in_channels(self):
        """Then it is a deadlock."""
        c, d = stackless.channel(), stackless.channel()
        self.peer.begin(c.receive)
        wait_until(lambda: c.balance == -1)
        time.sleep(0.05)
        self.assertEqual(outcome(d.receive), DEADLOCK)
        c.send('go on')
        self.assertEqual(self.peer.end(), 'go on')

    def test_S216_woken_by_a_sender(self):
        """A sleeping thread goes on when another thread sends."""
        c = stackless.channel()
        self.peer.begin(lambda: [c.receive() for i in range(3)])
        for value in range(3):
            wait_until(lambda: c.balance == -1)
            c.send(value)
        self.assertEqual(self.peer.end(), [0, 1, 2])

    def test_S217_last_other_thread_ends(self):
        """The sleeper gets the Deadlock error."""
        self.peer.stop()
        c = stackless.channel()
        thread = threading.Thread(target=time.sleep, args=(0.1,))
        thread.start()
        self.assertEqual(outcome(c.receive), DEADLOCK)
        thread.join()

    def test_S218_ending_tasklet(self):
        """Main gets the error of case (c) whatever other threads would do."""
        c = stackless.channel()
        self.ready('t')
        self.assertEqual(outcome(c.receive),
                         'RuntimeError: the main tasklet is receiving without a sender available.')


class Foreign(Threads):
    """16.3"""

    def test_S219_run(self):
        """It does not switch; the tasklet is the next one there."""
        first = self.foreign(self.note, 'first')
        t = self.foreign(self.note, 't')
        with stackless.atomic():            # the other thread does not get its turn
            first.insert()
            stackless.current.tempval = 'own'
            self.assertEqual(t.run(), 'own')
            self.assertEqual((self.log, state(t)), ([], 'ready'))
        self.peer.do(stackless.run)
        self.assertEqual(self.log, ['t', 'first'])

    def test_S219_place_in_the_queue(self):
        """In front if the thread sleeps, else directly behind its current tasklet; a ready one is moved."""
        c = stackless.channel()
        a, b, t = (self.foreign(self.note, name) for name in 'abt')
        with stackless.atomic():
            a.insert()
            b.insert()
            t.insert()
            self.assertIsNone(t.run())
            self.assertEqual((t.prev.is_current, t.next), (True, a))
            main = t.prev
            self.assertIsNone(main.run())
            self.assertEqual(main.next, t)
            for other in (a, b, t):
                other.remove()
        self.peer.begin(c.receive)
        wait_until(lambda: c.balance == -1)
        with stackless.atomic():
            a.insert()
            b.insert()
            t.run()
            self.assertEqual((t.next, t.prev), (a, b))
        wait_until(lambda: len(self.log) == 3)
        self.assertEqual(self.log, ['t', 'a', 'b'])
        self.assertIsInstance(self.peer.end(), RuntimeError)

    def test_S79_switch(self):
        """A tasklet of another thread cannot be switched to."""
        t = self.foreign(int)
        self.assertEqual(outcome(t.switch), "RuntimeError: can't switch to a different thread.")
        self.assertTrue(t.paused)

    def test_S220_throw_and_kill(self):
        """They behave like pending=True."""
        def job():
            try:
                stackless.schedule_remove()
            except BaseException as error:
                self.note(repr(error), threading.get_ident())
                raise
        for action, text in ((lambda t: t.kill(), 'TaskletExit()'), (lambda t: t.throw(ValueError), 'ValueError()')):
            del self.log[:]
            t = self.foreign(job)
            self.peer.do(t.run)
            self.assertIsNone(action(t))
            self.assertEqual((self.log, state(t)), ([], 'ready'))
            result = self.peer.do(stackless.run)
            self.assertEqual(self.log, [(text, self.peer.thread.ident)])
        self.assertIsInstance(result, ValueError)

    def test_S220_before_the_thread_has_begun(self):
        """It ends, and its function is not called."""
        with stackless.atomic():
            ident = _thread.start_new_thread(self.note, ('called',))
            stackless.get_thread_info(ident)[0].kill()
        wait_until(lambda: ident not in stackless.threads)
        self.assertEqual(self.log, [])

    def test_S214_tasklets_of_a_sleeping_thread(self):
        """None of them is current, so all can be removed, moved and bound."""
        c = stackless.channel()
        self.peer.begin(c.receive)
        wait_until(lambda: c.balance == -1)
        main = c.queue
        with stackless.atomic():
            main.throw(ValueError, pending=True)
            self.assertEqual((main.is_current, state(main.remove())), (False, 'paused'))
            main.insert()
        self.assertIsInstance(self.peer.end(), ValueError)

    def test_S185_callback_after_the_transfer(self):
        """Also when an exception has been sent."""
        c = stackless.channel()
        self.peer.begin(lambda: c.send_exception(ValueError))
        wait_until(lambda: c.balance == 1)
        stackless.set_channel_callback(lambda channel, *flags: self.note(channel.balance))
        self.assertEqual(outcome(c.receive), 'ValueError: ')
        self.assertEqual(self.log, [0])
        stackless.set_channel_callback(None)

    def test_S221_pending_throw_into_an_ended_thread(self):
        """An error; which of the two texts depends on the moment."""
        t = self.foreign(int)
        self.end_thread()
        found = outcome(t.throw, ValueError, pending=True)
        self.assertIn(found, (NO_THREAD, "RuntimeError: Target thread isn't initialised"))

    def test_S222_atomic_across_threads(self):
        """Two operations in an atomic block are seen together."""
        a, b = self.foreign(self.note, 'a'), self.foreign(self.note, 'b')
        with stackless.atomic():
            a.insert()
            b.run()
        self.peer.do(stackless.run)
        self.assertEqual(self.log, ['b', 'a'])


class BindThread(Threads):
    """16.4"""

    def test_S223_moves_a_tasklet(self):
        """To the calling thread, or to a given one."""
        t = self.foreign(lambda: self.note(threading.get_ident()))
        self.assertIsNone(t.bind_thread())
        self.assertEqual(t.thread_id, threading.get_ident())
        t.run()
        u = self.paused('u', lambda: self.note(threading.get_ident()))
        self.assertIsNone(u.bind_thread(self.peer.thread.ident))
        self.assertEqual(u.thread_id, self.peer.thread.ident)
        self.peer.do(u.run)
        self.assertEqual(self.log, [threading.get_ident(), self.peer.thread.ident])

    def test_S224_checks(self):
        """In this order."""
        me = stackless.current
        self.assertIsNone(me.bind_thread())
        self.assertIsNone(me.bind_thread(-1))
        self.assertIsNone(self.ready('r').bind_thread())
        runnable = "RuntimeError: can't (re)bind a runnable tasklet"
        t = self.foreign(int)
        t.insert()
        self.assertEqual(outcome(t.bind_thread), runnable)
        self.assertEqual(outcome(self.ready('s').bind_thread, self.peer.thread.ident), runnable)
        for ident in (threading.get_ident(), 1):
            self.assertEqual(outcome(self.ready('s').bind_thread, ident), runnable)
            self.assertEqual(outcome(me.bind_thread, ident), runnable)
        p = self.paused('p')
        self.assertEqual(outcome(p.bind_thread, 1), 'ValueError: bad thread')
        self.assertIsNone(p.bind_thread(threading.get_ident()))
        self.assertEqual(p.thread_id, threading.get_ident())
        with self.assertRaises(TypeError):
            p.bind_thread(None)
        with self.assertRaises(TypeError):
            p.bind_thread('1')
        with self.assertRaises(OverflowError):
            p.bind_thread(-2)
        with self.assertRaises(TypeError):
            p.bind_thread(thread_id=-1)
        stackless.run()

    def test_S224_not_restorable_comes_before_a_bad_thread(self):
        """Of a runner; in its own thread nothing is checked without an id."""
        def inner():
            for ident in (self.peer.thread.ident, 1):
                self.note(outcome(runner.bind_thread, ident))
            self.note(runner.bind_thread(), runner.bind_thread(-1))
        def outer():
            self.ready('inner', inner)
            stackless.run()
        runner = self.ready('outer', outer)
        stackless.run()
        self.assertEqual(self.log, ['RuntimeError: tasklet has C state on its stack'] * 2 + [(None, None)])

    def test_S224_main_stays(self):
        """The main tasklet of a thread is not restorable."""
        c = stackless.channel()
        self.peer.begin(c.receive)
        wait_until(lambda: c.balance == -1)
        self.assertEqual(outcome(c.queue.bind_thread), 'RuntimeError: tasklet has C state on its stack')
        c.send(1)

    def test_S225_partly_executed_and_blocked(self):
        """They can be moved; a blocked one stays in its channel."""
        def job():
            stackless.schedule_remove()
            self.note(threading.get_ident())
        t = self.foreign(job)
        self.peer.do(t.run)
        t.bind_thread()
        t.run()
        c = stackless.channel()
        b = self.foreign(lambda: self.note(c.receive(), threading.get_ident()))
        self.peer.do(b.run)
        self.assertTrue(b.blocked)
        b.bind_thread()
        self.assertEqual((b.blocked, c.balance), (True, -1))
        c.send('v')
        here = threading.get_ident()
        self.assertEqual(self.log, [here, ('v', here)])

    def test_S225_bound_and_empty(self):
        """They run where they have been moved to."""
        empty, bound = self.peer.do(lambda: (stackless.tasklet(), stackless.tasklet(self.where)))
        for t in (empty, bound):
            self.assertIsNone(t.bind_thread())
            self.assertEqual((t.thread_id, t.alive), (threading.get_ident(), False))
        bound()
        empty.bind(self.where)()
        self.assertEqual(stackless.runcount, 3)
        stackless.run()
        self.assertEqual(self.log, [threading.get_ident()] * 2)

    def where(self):
        """Notes the thread it runs in."""
        self.note(threading.get_ident())


class Ending(Threads):
    """16.5"""

    def left_behind(self, wait=stackless.schedule_remove):
        """A tasklet that was suspended when its thread ended."""
        def job():
            try:
                self.note(wait())
            finally:
                self.note('finally')
        t = self.foreign(job)
        self.peer.do(t.run)
        self.end_thread()
        return t

    def test_S226_nothing_is_raised(self):
        """No finally block runs in a restorable tasklet."""
        self.left_behind()
        self.assertEqual(self.log, [])

    def test_S226_not_restorable_ones_are_killed(self):
        """In that thread."""
        def job():
            def key(value):
                stackless.schedule_remove()
            try:
                sorted([1], key=key)
            finally:
                self.note('finally', threading.get_ident())
        t = self.foreign(job)
        self.peer.do(t.run)
        level, ident = t.nesting_level, self.peer.thread.ident
        self.end_thread()
        self.assertEqual(self.log, [('finally', ident)] if level else [])

    def test_S226_runners_are_killed(self):
        """Whoever is inside run(), in that thread."""
        def job():
            try:
                stackless.run()
            except BaseException as error:
                self.note(repr(error), threading.get_ident())
        def code():
            stackless.tasklet(job)()
            stackless.schedule()
            self.note(threading.get_ident())
        thread = threading.Thread(target=code)
        thread.start()
        thread.join()
        self.assertEqual(self.log, [thread.ident, ('TaskletExit()', thread.ident)])

    def test_S226_a_runner_that_moves_away(self):
        """It is left alone in the thread it was moved to while it was being killed."""
        here = threading.get_ident()
        moved = []
        def job():
            try:
                stackless.run()
            except TaskletExit:
                self.note('killed')
                moved.append(stackless.current)
                stackless.tasklet(moved[0].bind_thread)(here).switch()
            self.note(threading.get_ident() == here)
        def code():
            stackless.tasklet(job)()
            stackless.schedule()
        thread = threading.Thread(target=code)
        thread.start()
        thread.join()
        self.assertEqual((self.log, moved[0].alive, moved[0].thread_id), (['killed'], True, here))
        moved[0].insert()
        stackless.run()
        self.assertEqual(self.log, ['killed', True])

    def test_S227_attributes(self):
        """It is not alive and in no thread."""
        t = self.left_behind()
        self.assertEqual((t.thread_id, t.alive, t.paused, t.is_main, t.is_current), (-1,) + (False,) * 4)
        self.assertEqual((t.frame, t.next, t.prev), (None,) * 3)

    def test_S227_blocked(self):
        """It stays in its channel, and sending to it is an error."""
        c = stackless.channel()
        t = self.left_behind(c.receive)
        self.assertEqual((t.blocked, c.balance), (True, -1))
        self.assertEqual(outcome(c.send, 1), NO_THREAD)
        self.assertEqual((t.blocked, c.balance), (True, -1))

    def test_S226_waits_of_an_ended_thread(self):
        """Nobody is kept waiting by a tasklet that was left behind while it slept or waited for a lock."""
        lock = threading.Lock()
        lock.acquire()
        began = time.monotonic()
        for removed in (False, True):
            for wait in (lambda: time.sleep(1000), lambda: lock.acquire(timeout=1000)):
                self.peer = Peer()
                self.addCleanup(self.peer.stop)
                t = self.foreign(wait)
                self.peer.do(lambda: t.run() or stackless.schedule())
                if removed:
                    t.remove()
                self.end_thread()
                self.assertEqual(outcome(stackless.channel().receive), DEADLOCK)
                t.kill()
                self.assertEqual(outcome(stackless.channel().receive), DEADLOCK)
        self.assertLess(time.monotonic() - began, 500)

    def test_S226_last_other_thread_leaves_a_wait(self):
        """Who waits already when the thread ends is told of the deadlock then."""
        def code():
            stackless.tasklet(time.sleep)(1000)
            stackless.schedule()
            self.note('ends')
        threading.Thread(target=code).start()
        began = time.monotonic()
        self.assertEqual(outcome(stackless.channel().receive), DEADLOCK)
        self.assertEqual(self.log, ['ends'])
        self.assertLess(time.monotonic() - began, 500)

    def test_S230_waits(self):
        """It is waited for again where it is attached."""
        c, lock = stackless.channel(), threading.Lock()
        lock.acquire()
        source, sink = os.pipe()
        self.addCleanup(os.close, source)
        self.addCleanup(os.close, sink)
        for wait, end in (lambda: lock.acquire(), lock.release), (lambda: os.read(source, 1), lambda: os.write(sink, b'x')):
            self.peer = Peer()
            self.addCleanup(self.peer.stop)
            t = self.left_behind(lambda: wait() and c.send('v'))
            t.bind_thread()
            t.insert()
            stackless.tasklet(end)()
            self.assertEqual(c.receive(), 'v')

    def do_later(self, *calls):
        """Does the calls in another thread, without a break, once this one waits."""
        me = stackless.current
        def do():
            wait_until(lambda: me.next is None)
            with stackless.atomic():
                for call in calls:
                    call()
        _thread.start_new_thread(do, ())

    def test_S230_interrupted_when_the_wait_is_over(self):
        """A wait that is over gives what was waited for; KeyboardInterrupt comes out of the call all the same."""
        lock = _thread.allocate_lock()
        for calls in (_thread.interrupt_main, lock.release), (lock.release, _thread.interrupt_main):
            lock.acquire()
            with self.subTest(calls[0].__name__):
                with self.assertRaises(KeyboardInterrupt):
                    self.do_later(*calls)
                    lock.acquire()
                self.assertTrue(lock.locked())
                lock.release()

    def test_S230_interrupted_conditions(self):
        """A condition has its lock again when the interrupt comes together with what it waits for."""
        for made in threading.Lock, threading.RLock:
            condition = threading.Condition(made())
            calls = [condition.acquire, condition.notify, condition.release]
            for order in [_thread.interrupt_main, *calls], [*calls, _thread.interrupt_main]:
                with self.subTest(made.__name__, first=order[0].__name__):
                    with self.assertRaises(KeyboardInterrupt), condition:
                        self.do_later(*order)
                        condition.wait()
                    self.assertTrue(condition.acquire(False))
                    condition.release()

    def test_S228_operations(self):
        """Errors, and what works."""
        t = self.left_behind(lambda: stackless.schedule_remove(None))
        self.assertEqual(outcome(t.insert), "RuntimeError: Target thread isn't initialized")
        for call in (t.run, t.switch, t.setup, lambda: t.bind(int, ()), lambda: t.raise_exception(ValueError),
                     lambda: t.throw(ValueError), lambda: t.throw(TaskletExit)):
            self.assertEqual(outcome(call), NO_THREAD)
        self.assertIs(t.remove(), t)
        self.assertIs(t.set_atomic(True), False)
        self.assertIs(t.set_ignore_nesting(False), False)
        self.assertIsInstance(t.__reduce__()[2], tuple)
        self.assertIsNone(t.tempval)
        self.assertEqual((t.atomic, t.ignore_nesting, t.block_trap, t.blocked, t.scheduled), (True,) + (False,) * 4)
        self.assertEqual((t.restorable, t.nesting_level, t._channel, t.trace_function, t.profile_function),
                         (True, 0, None, None, None))
        self.assertIsInstance(t.cstate, stackless.cstack)
        self.assertIsInstance(t.recursion_depth, int)
        self.assertIsInstance(t.context_id, int)
        for pending in (False, True):
            self.assertEqual(outcome(t.throw, ValueError, None, None, pending), NO_THREAD)
        self.assertIs(t.bind(int), t)
        self.assertEqual(outcome(t.setup), NO_THREAD)
        self.assertIs(t.bind(None), t)

    def test_S228_finished(self):
        """One that has no frames: the thread comes first, but killing it does nothing."""
        t = self.foreign(int)
        self.peer.do(t.run)
        self.end_thread()
        self.assertEqual(outcome(t.insert), "RuntimeError: Target thread isn't initialized")
        for call in (t.run, t.switch, t.setup, lambda: t.bind(int, ())):
            self.assertEqual(outcome(call), NO_THREAD)
        for call in (lambda: t.throw(TaskletExit), lambda: t.throw(TaskletExit, pending=True),
                     lambda: t.raise_exception(TaskletExit), t.kill):
            self.assertIsNone(call())
        self.assertEqual(t.__reduce__()[2][3], [])

    def test_S228_blocked(self):
        """One that is blocked cannot be bound, whatever thread it is in (S36)."""
        c = stackless.channel()
        t = self.left_behind(c.receive)
        for call in lambda: t.bind(None), lambda: t.bind(int), lambda: t.bind(int, ()):
            self.assertEqual(outcome(call), 'RuntimeError: tasklet is scheduled')
        self.assertEqual((t.blocked, c.balance), (True, -1))

    def test_S229_kill(self):
        """Drops frames and place in a channel."""
        for pending in (False, True):
            c = stackless.channel()
            self.peer = Peer()
            self.addCleanup(self.peer.stop)
            t = self.left_behind(c.receive)
            self.assertIsNone(t.kill(pending))
            self.assertEqual((t.blocked, c.balance, self.log), (False, 0, []))
            t.bind_thread()
            self.assertEqual(state(t), 'empty')

    def test_S230_bind_thread(self):
        """Attaches it to the calling thread, where it continues."""
        t = self.left_behind()
        t.bind_thread()
        self.assertEqual((state(t), t.thread_id), ('paused', threading.get_ident()))
        t.run()
        self.assertEqual(self.log, [t, 'finally'])

    def test_S230_blocked(self):
        """A blocked one is still blocked."""
        c = stackless.channel()
        t = self.left_behind(c.receive)
        t.bind_thread()
        self.assertEqual(state(t), 'blocked')
        c.send('v')
        self.assertEqual(self.log, ['v', 'finally'])


@needs_threads
class Examples(StacklessTestCase):
    """The example programs of the section, with what they print."""

    def test_example_16_2(self):
        """Sleeping and deadlock across threads."""
        self.check_example('''\
import stackless, threading
c = stackless.channel()
def other():
    for i in range(3):
        c.send(i)
    c.send_exception(StopIteration)
th = threading.Thread(target=other)
th.start()
print([v for v in c])
th.join()
''', '''\
[0, 1, 2]
''')

    def test_example_16_5(self):
        """End of a thread."""
        self.check_example('''\
import stackless, threading, time
box = []
def job():
    try:
        stackless.schedule_remove()
        print('continued', stackless.current is box[0])
    finally:
        print('finally')
def thread_main():
    t = stackless.tasklet(job)()
    t.run()
    box.append(t)
th = threading.Thread(target=thread_main)
th.start(); th.join(); time.sleep(0.1)
t = box[0]
print(t.thread_id, t.alive, t.frame)
try:
    t.run()
except RuntimeError as e:
    print(e)
t.bind_thread()
print(t.alive, t.paused, t.thread_id == threading.get_ident())
t.run()
''', '''\
-1 False None
tasklet has no thread
True True True
continued True
finally
''')


if __name__ == '__main__':
    unittest.main()
