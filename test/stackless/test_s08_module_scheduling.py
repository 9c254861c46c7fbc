"""Section 8: schedule, schedule_remove, run without timeout, wake-up and deadlock."""
import unittest

import stackless
from support import StacklessTestCase, outcome, spin, state

DEADLOCK = 'RuntimeError: Deadlock: the last runnable tasklet cannot be blocked.'
RECEIVING = 'RuntimeError: the main tasklet is receiving without a sender available.'
SENDING = 'RuntimeError: the main tasklet is sending without a receiver available.'


class Schedule(StacklessTestCase):
    """8.1 and 8.2"""

    def test_S97_rotates(self):
        """[A X Y] becomes [X Y A]."""
        for name in 'xy':
            self.ready(name, lambda: self.note(self.queue()))
        self.assertEqual(stackless.schedule('value'), 'value')
        self.assertEqual(self.log, [['x', 'y', 'main'], ['y', 'main']])

    def test_S97_alone(self):
        """Alone in the queue it returns at once."""
        self.assertEqual(stackless.schedule(5), 5)
        self.assertEqual(self.queue(), ['main'])

    def test_S97_result_can_be_replaced(self):
        """The return value is the tempval at that time."""
        def replace():
            stackless.main.tempval = 'other'
        self.ready('t', replace)
        self.assertEqual(stackless.schedule('value'), 'other')

    def test_S99_result_can_be_replaced(self):
        """As that of schedule()."""
        t = self.ready('t', lambda: self.note(stackless.schedule_remove('value')))
        stackless.run()
        self.assertEqual(t.tempval, 'value')
        t.tempval = 'other'
        t.run()
        self.assertEqual(self.log, ['other'])

    def test_S98_argument(self):
        """By keyword retval; the current tasklet by default."""
        self.assertIs(stackless.schedule(), stackless.current)
        self.assertEqual(stackless.schedule(retval=3), 3)
        self.assertIsNone(stackless.schedule(None))
        for args, keywords in (((1, 2), {}), ((), {'value': 1})):
            with self.assertRaises(TypeError):
                stackless.schedule(*args, **keywords)
            with self.assertRaises(TypeError):
                stackless.schedule_remove(*args, **keywords)

    def test_S99_schedule_remove(self):
        """The current tasklet becomes paused and the next one runs."""
        def job():
            self.note(stackless.schedule_remove('value'))
            self.note(stackless.schedule_remove() is t)
            self.note(stackless.schedule_remove(retval=7))
        t = self.ready('t', job)
        self.ready('u', lambda: self.note(self.queue(), state(t)))
        stackless.run()
        self.assertEqual(self.log, [(['u'], 'paused')])
        for i in range(3):
            t.insert()
            stackless.run()
        self.assertEqual(self.log[1:], ['value', True, 7])

    def test_S100_schedule_remove_of_the_last_one(self):
        """Main alone gets its value at once; a tasklet makes run() return."""
        self.assertEqual(stackless.schedule_remove('value'), 'value')
        self.assertEqual(self.queue(), ['main'])
        t = self.ready('t', stackless.schedule_remove)
        self.assertIsNone(stackless.run())
        self.assertTrue(t.paused)


class Run(StacklessTestCase):
    """8.3"""

    def test_S101_arguments(self):
        """Five parameters, positional or by keyword."""
        for args, keywords in (((0, False, False, False, False), {}), ((-5,), {}),
                               ((0, True, True, True, True), {}),
                               ((), dict(timeout=0, threadblock=1, soft=1, ignore_nesting=1, totaltimeout=1))):
            self.ready('t')
            self.assertIsNone(stackless.run(*args, **keywords))
        self.assertEqual(self.log, ['t'] * 4)
        for args, keywords in (((None,), {}), ((1.0,), {}), (('1',), {}), ((0, 0, 0, 0, 0, 0), {}),
                               ((), {'other': 1}), ((0, None), {}), ((0, 0, 'x'), {}), ((0, 0, 0, 1.0), {}),
                               ((0, 0, 0, 0, []), {}), ((0,), dict(timeout=0))):
            with self.assertRaises(TypeError):
                stackless.run(*args, **keywords)

    def test_S101_without_a_timeout_nothing_else_matters(self):
        """Nobody is interrupted, and no request to stop is made."""
        def job():
            spin(3000)
            stackless.schedule()
            spin(3000)
        for timeout in 0, False, -1:
            for soft in False, True:
                t = self.ready('t', job)
                self.ready('u')
                self.assertIsNone(stackless.run(timeout, False, soft, True, True))
                self.assertFalse(t.alive)
        self.assertEqual(self.log, ['u'] * 6)

    def test_S102_caller_leaves_the_queue(self):
        """It is paused and on the thread's runner stack, and the next ready tasklet runs."""
        def worker():
            self.note(self.queue(), state(stackless.main), state(runner), stackless.get_thread_info(-1, 1 << 31)[-1][1:])
        def outer():
            self.ready('w', worker)
            stackless.run()
        runner = self.ready('R', outer)
        stackless.run()
        self.assertEqual(self.log, [(['w'], 'paused', 'paused', [stackless.main, runner])])

    def test_S102_nothing_ready(self):
        """run() returns at once, from main and from a tasklet."""
        self.assertIsNone(stackless.run())
        self.ready('t', lambda: self.note(stackless.run()))
        stackless.run()
        self.assertEqual(self.log, [None])

    def test_S103_runs_until_the_queue_is_empty(self):
        """Also tasklets created meanwhile; blocked and paused ones are left."""
        c = stackless.channel()
        def job():
            self.ready('new')
            stackless.schedule()
            self.note('job')
        self.ready('job', job)
        blocked = self.ready('blocked', c.receive)
        paused = self.ready('paused', stackless.schedule_remove)
        self.assertIsNone(stackless.run())
        self.assertEqual(self.log, ['new', 'job'])
        self.assertEqual((state(blocked), state(paused)), ('blocked', 'paused'))

    def test_S104_tempval_is_discarded(self):
        """The caller's tempval is not returned."""
        def set_main():
            stackless.main.tempval = 'value'
        self.ready('t', set_main)
        self.assertIsNone(stackless.run())
        self.assertIsNone(stackless.current.tempval)

    def test_S105_main_while_waiting(self):
        """Paused, no neighbours, not counted."""
        self.ready('t', lambda: self.note(stackless.main.paused, stackless.main.next, stackless.runcount))
        stackless.run()
        self.assertEqual(self.log, [(True, None, 1)])

    def test_S106_innermost_returns_first(self):
        """The outer runner stays paused until the inner one has left the queue too."""
        def worker():
            self.note('worker', state(runner), state(stackless.main))
            stackless.schedule()
            self.note('worker ends')
        def outer():
            self.ready('w', worker)
            stackless.run()
            self.note('inner run returned', state(stackless.main))
        runner = self.ready('r', outer)
        stackless.run()
        self.note('outer run returned')
        self.assertEqual(self.log, [('worker', 'paused', 'paused'), 'worker ends',
                                    ('inner run returned', 'paused'), 'outer run returned'])

    def test_S107_runner_inserted(self):
        """When its turn comes its run() returns."""
        def worker():
            stackless.main.insert()
            self.note('inserted', self.queue())
            stackless.schedule()
            self.note('worker ends')
        self.ready('w', worker)
        self.assertIsNone(stackless.run())
        self.note(self.queue())
        stackless.run()
        self.assertEqual(self.log, [('inserted', ['w', 'main']), ['main', 'w'], 'worker ends'])

    def test_S107_runner_resumed_by_run_switch_or_exception(self):
        """run() returns, or raises."""
        self.ready('a', lambda: self.note(stackless.main.run()))
        self.assertIsNone(stackless.run())
        self.assertEqual((self.log, self.queue()), ([], ['main', 'a']))
        stackless.run()
        b = self.ready('b', lambda: self.note(stackless.main.switch()))
        self.assertIsNone(stackless.run())
        self.assertEqual((self.log, state(b)), ([None], 'paused'))
        b.insert()
        stackless.run()
        self.ready('c', lambda: stackless.main.throw(ValueError, 'v'))
        self.check_raises(ValueError, 'v', stackless.run)
        self.assertEqual(self.queue(), ['main', 'c'])
        stackless.run()
        self.ready('d', lambda: stackless.main.throw(KeyError, 'k', pending=True))
        self.check_raises(KeyError, "'k'", stackless.run)
        self.assertEqual(self.log, [None, None])

    def test_S108_nested(self):
        """Main runs R, R creates w and runs, w ends, R ends."""
        def runner():
            self.ready('w', lambda: self.note('w', self.queue()))
            stackless.run()
            self.note('R', self.queue())
        self.ready('R', runner)
        stackless.run()
        self.note('main', self.queue())
        self.assertEqual(self.log, [('w', ['w']), ('R', ['R']), ('main', ['main'])])

    def three_levels(self, innermost):
        """main runs R1, which runs R2, which runs k; each notes when its run() returns, which must be None."""
        def second():
            self.ready('k', innermost)
            self.assertIsNone(stackless.run())
            self.note('R2', self.queue())
        def first():
            self.second = self.ready('R2', second)
            self.assertIsNone(stackless.run())
            self.note('R1', self.queue())
        self.first = self.ready('R1', first)
        stackless.run()

    def test_S108_three_levels_main_run(self):
        """k calls main.run(): main goes on with [main k R2 R1], and the runners' calls return None."""
        def innermost():
            stackless.main.run()
            self.note('k', self.queue())
        self.three_levels(innermost)
        self.note('main', self.queue())
        stackless.run()
        self.assertEqual(self.log, [('main', ['main', 'k', 'R2', 'R1']), ('k', ['k', 'R2', 'R1']),
                                    ('R2', ['R2', 'R1']), ('R1', ['R1'])])

    def test_S108_middle_runner_inserted(self):
        """k inserts R1 and schedules: R1 goes on with [R1 k R2]."""
        def innermost():
            self.first.insert()
            self.note('k', self.queue())
            stackless.schedule()
            self.note('k', self.queue())
        self.three_levels(innermost)
        self.note('main', self.queue())
        self.assertEqual(self.log, [('k', ['k', 'R1']), ('R1', ['R1', 'k', 'R2']), ('k', ['k', 'R2']),
                                    ('R2', ['R2']), ('main', ['main'])])

    def test_S107_inner_runner_that_is_in_the_queue(self):
        """It is popped, but keeps its place."""
        def innermost():
            self.second.insert()
            self.ready('x', lambda: self.note('x', self.queue()))
            stackless.main.run()
            self.note('k', self.queue())
        self.three_levels(innermost)
        self.note('main', self.queue())
        stackless.run()
        self.assertEqual(self.log, [('main', ['main', 'k', 'R2', 'x', 'R1']), ('k', ['k', 'R2', 'x', 'R1']),
                                    ('R2', ['R2', 'x', 'R1']), ('x', ['x', 'R1']), ('R1', ['R1'])])

    def test_S109_exception_goes_to_the_innermost_runner(self):
        """It may call run() again to go on with the rest."""
        def runner():
            self.ready('bad', lambda: 1 / 0)
            self.ready('ok')
            try:
                stackless.run()
            except ZeroDivisionError:
                self.note('caught', self.queue())
                stackless.run()
            self.note('R ends')
        self.ready('R', runner)
        stackless.run()
        self.assertEqual(self.log, [('caught', ['R', 'ok']), 'ok', 'R ends'])

    def ready_main_and_runner(self):
        """Main is ready when R calls run(); main goes on with R waiting."""
        def runner():
            self.note('R runs')
            stackless.run()
            self.note('R goes on')
        runner = self.ready('R', runner)
        stackless.schedule()
        self.assertEqual((self.log, self.queue(), state(runner)), (['R runs'], ['main'], 'paused'))

    def test_S110_main_pauses_itself(self):
        """schedule_remove() in main wakes R."""
        self.ready_main_and_runner()
        stackless.schedule_remove()
        self.note('main')
        self.assertEqual(self.log, ['R runs', 'R goes on', 'main'])

    def test_S110_main_runs(self):
        """run() in main does not wake R: main's own entry is on top."""
        self.ready_main_and_runner()
        self.assertIsNone(stackless.run())
        self.note('main')
        stackless.schedule_remove()
        self.assertEqual(self.log, ['R runs', 'main', 'R goes on'])

    def test_S110_main_blocks(self):
        """Main blocking as the last one wakes R."""
        self.ready_main_and_runner()
        c = stackless.channel()
        self.assertEqual(outcome(c.receive), RECEIVING)
        self.assertEqual(self.log, ['R runs', 'R goes on'])
        self.assertEqual(c.balance, 0)


class WakeUp(StacklessTestCase):
    """8.4"""

    def test_S111_main_is_revived(self):
        """After switch() and schedule_remove(), when the queue is empty."""
        c = stackless.channel()
        t = self.paused('t', c.receive)
        self.assertIsNone(t.switch())
        self.assertEqual((state(t), self.queue()), ('blocked', ['main']))
        u = self.ready('u', stackless.schedule_remove)
        self.assertEqual(stackless.schedule_remove('value'), 'value')
        self.assertEqual((state(u), self.queue()), ('paused', ['main']))

    def test_S112_main_blocks_alone(self):
        """The Deadlock error is raised in main, and the balance restored."""
        c = stackless.channel()
        self.assertEqual(outcome(c.receive), DEADLOCK)
        self.assertEqual((c.balance, c.queue), (0, None))
        self.assertEqual(outcome(c.send, 1), DEADLOCK)
        self.assertEqual((c.balance, self.queue(), stackless.current.blocked), (0, ['main'], False))

    def test_S112_whatever_blocks(self):
        """The error comes out of each operation that would block last, in main and in a tasklet."""
        c, d = stackless.channel(), stackless.channel()
        blocking = (d.receive, lambda: d.send(1), lambda: next(d), lambda: list(d), lambda: d.send_sequence('ab'),
                    lambda: d.send_exception(ValueError), lambda: d.send_throw(ValueError))
        def job():
            for call in blocking:
                self.note(outcome(call), d.balance, d.queue, self.queue(), c.balance)
            c.send('go on')
        for call in blocking:
            self.assertEqual((outcome(call), d.balance, self.queue()), (DEADLOCK, 0, ['main']))
        self.ready('t', job)
        self.assertEqual(c.receive(), 'go on')
        stackless.run()
        self.assertEqual(self.log, [(DEADLOCK, 0, None, ['t'], -1)] * len(blocking))

    def test_S112_tasklet_blocks_or_pauses_last(self):
        """With main blocked it gets the error, and may go on."""
        c, d = stackless.channel(), stackless.channel()
        def job():
            self.note(outcome(d.receive), d.balance, self.queue())
            self.note(outcome(stackless.schedule_remove), self.queue())
            c.send('go on')
        self.ready('t', job)
        self.assertEqual(c.receive(), 'go on')
        stackless.run()
        self.assertEqual(self.log, [(DEADLOCK, 0, ['t']), (DEADLOCK, ['t'])])

    def test_S113_tasklet_ends_with_main_blocked(self):
        """Main's call raises."""
        c = stackless.channel()
        self.ready('a')
        self.ready('b')
        self.assertEqual(outcome(c.receive), RECEIVING)
        self.assertEqual((c.balance, self.log), (0, ['a', 'b']))
        self.ready('c')
        self.assertEqual(outcome(c.send, 1), SENDING)
        self.assertEqual((c.balance, c.queue, self.queue()), (0, None, ['main']))
        for call, text in ((lambda: next(c), RECEIVING), (lambda: list(c), RECEIVING), (lambda: c.send_sequence('ab'), SENDING),
                           (lambda: c.send_exception(ValueError), SENDING)):
            self.ready('d')
            self.assertEqual((outcome(call), c.balance), (text, 0))

    def test_S113_a_handled_exception_is_a_normal_end(self):
        """So is an exception that the error handler has dealt with."""
        c = stackless.channel()
        stackless.set_error_handler(lambda kind, value, tb: self.note(kind))
        self.ready('t', lambda: 1 / 0)
        self.assertEqual(outcome(c.receive), RECEIVING)
        self.assertEqual(self.log, [ZeroDivisionError])

    def test_S113_tasklet_exit_counts_as_a_normal_end(self):
        """A killed tasklet that was the last one."""
        c = stackless.channel()
        def job():
            raise TaskletExit
        self.ready('t', job)
        self.assertEqual(outcome(c.receive), RECEIVING)

    def test_S114_uncaught_deadlock_reaches_main(self):
        """Out of main's receive()."""
        c, d = stackless.channel(), stackless.channel()
        t = self.ready('t', d.receive)
        self.assertEqual(outcome(c.receive), DEADLOCK)
        self.assertEqual((t.alive, c.balance, d.balance), (False, 0, 0))

    def test_S114_blocking_last_under_run(self):
        """No error, run() returns."""
        d = stackless.channel()
        t = self.ready('t', d.receive)
        self.assertIsNone(stackless.run())
        self.assertEqual((t.blocked, d.balance), (True, -1))

    def test_S114_run_in_a_tasklet_with_main_receiving(self):
        """With nothing else ready that run() returns None."""
        c = stackless.channel()
        def job():
            self.note(stackless.run())
            c.send('sent')
        self.ready('t', job)
        self.assertEqual(c.receive(), 'sent')
        self.assertEqual(self.log, [None])
        stackless.run()

    def test_S115_sending_an_exception_last(self):
        """W is resumed normally, and X stays blocked with the exception."""
        for name in ('send_exception', 'send_throw'):
            c = stackless.channel()
            t = self.ready('t', getattr(c, name), ValueError)
            self.assertIsNone(stackless.run())
            self.assertEqual((t.blocked, c.balance), (True, 1))
            self.assertIsInstance(t.tempval, stackless.bomb)
            with self.assertRaises(ValueError):
                c.receive()
            stackless.run()


class Examples(StacklessTestCase):
    """The example programs of the section, with what they print."""

    def test_example_8_3(self):
        """run without timeout."""
        self.check_example('''\
import stackless
log = []
def worker(name):
    log.append(name)
def wake():
    log.append('wake')
    stackless.main.run()
    log.append('wake end')
def inner():
    stackless.tasklet(wake)()
    stackless.run()
    log.append('inner end')
def outer():
    stackless.tasklet(inner)()
    stackless.run()
    log.append('outer end')
stackless.tasklet(outer)()
stackless.run()
log.append('main 1')
print(log, stackless.runcount)
stackless.run()
print(log[3:])
''', '''\
['wake', 'main 1'] 4
['inner end', 'outer end']
''')

    def test_example_8_4(self):
        """Wake-up and deadlock rule."""
        self.check_example('''\
import stackless
c = stackless.channel()
def attempt(f, *a):
    try:
        return f(*a)
    except RuntimeError as e:
        return str(e)
print(attempt(c.receive), c.balance)
stackless.tasklet(lambda: None)()
print(attempt(c.send, 1), c.balance)
def blocker():
    print('tasklet:', attempt(stackless.channel().receive))
stackless.tasklet(blocker)()
print('main:', attempt(c.receive))
d = stackless.channel()
t = stackless.tasklet(d.receive)()
print(stackless.run(), t.blocked)
''', '''\
Deadlock: the last runnable tasklet cannot be blocked. 0
the main tasklet is sending without a receiver available. 0
tasklet: Deadlock: the last runnable tasklet cannot be blocked.
main: the main tasklet is receiving without a sender available.
None True
''')


if __name__ == '__main__':
    unittest.main()
