"""Section 2: the states of a tasklet."""
import unittest

import stackless
from support import StacklessTestCase, state


def nothing():
    pass


class States(StacklessTestCase):

    def test_S26_empty(self):
        """A tasklet without a function."""
        t = stackless.tasklet()
        self.check_flags(t, 'FFFF')
        self.assertIsNone(t.tempval)

    def test_S26_bound(self):
        """A tasklet with a function and no arguments."""
        t = stackless.tasklet(nothing)
        self.check_flags(t, 'FFFF')
        self.assertIs(t.tempval, nothing)

    def test_S26_paused(self):
        """A tasklet with arguments that is in no queue."""
        t = self.paused('t', nothing)
        self.check_flags(t, 'TFTF')
        self.assertIsNone(t.tempval)

    def test_S26_ready(self):
        """A tasklet in the run queue."""
        t = self.ready('t', nothing)
        self.check_flags(t, 'TTFF')
        self.assertIsNone(t.tempval)

    def test_S26_current(self):
        """The running tasklet; tempval is None unless set."""
        def look():
            t = stackless.current
            self.check_flags(t, 'TTFF')
            self.assertIsNone(t.tempval)
            t.tempval = 5
            self.note(t.tempval)
        self.ready('t', look)
        self.check_flags(stackless.main, 'TTFF')
        stackless.run()
        self.assertEqual(self.log, [5])

    def test_S26_blocked(self):
        """A waiting sender holds its value, a waiting receiver None."""
        c = stackless.channel()
        sender = self.blocked_sender('s', c, 'value')
        self.check_flags(sender, 'TTFT')
        self.assertEqual(sender.tempval, 'value')
        d = stackless.channel()
        receiver = self.blocked_receiver('r', d)
        self.check_flags(receiver, 'TTFT')
        self.assertIsNone(receiver.tempval)

    def test_S27_scheduled_and_paused(self):
        """scheduled is true when blocked; paused means neither queued nor blocked."""
        c = stackless.channel()
        t = self.blocked_receiver('t', c)
        self.assertTrue(t.scheduled)
        self.assertFalse(t.paused)
        u = self.ready('u')
        self.assertTrue(u.scheduled)
        u.remove()
        self.assertTrue(u.paused)
        self.assertFalse(u.scheduled)

    def test_S28_finished_tasklet_is_empty(self):
        """After returning or dying nothing is left, and it can be bound again."""
        t = self.ready('t', lambda: 'a result')
        stackless.run()
        u = self.ready('u', lambda: 1 / 0)
        with self.assertRaises(ZeroDivisionError):
            stackless.run()
        for done in (t, u):
            self.check_flags(done, 'FFFF')
            self.assertIsNone(done.frame)
            self.assertIsNone(done.tempval)
            self.assertIsNone(done.next)
            self.assertIsNone(done.prev)
            self.assertEqual(done.recursion_depth, 0)
            done.bind(self.note, ('again',))
            done.run()
        self.assertEqual(self.log, ['again', 'again'])

    def test_S29_waiting_inside_run_is_paused(self):
        """A tasklet inside stackless.run() is paused."""
        self.ready('t', lambda: self.note(state(stackless.main)))
        stackless.run()
        self.assertEqual(self.log, ['paused'])

    def test_S29_waiting_inside_other_switches(self):
        """t.run(), schedule() and a transfer leave the caller ready, the others paused."""
        def look(*ignored):
            self.note(state(stackless.main))
        self.paused('a', look).run()
        self.ready('b', look)
        stackless.schedule()
        c = stackless.channel()
        def receiver():
            look(c.receive())
        self.paused('c', receiver).run()
        c.send(1)
        c.preference = 1
        def sender():
            look(c.send(1))
        self.paused('s', sender).run()
        c.receive()
        c.schedule_all = 1
        self.blocked_sender('s', c, 1)
        del self.log[3:], self.log[3:]
        self.ready('l', look)
        c.receive()
        self.assertEqual(self.log, ['ready'] * 4 + ['s'])
        self.paused('d', look).switch()
        self.ready('e', look)
        stackless.schedule_remove()
        self.assertEqual(self.log[5:], ['paused'] * 2)


if __name__ == '__main__':
    unittest.main()
