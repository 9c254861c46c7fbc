"""Section 5: insert, remove, run and switch."""
import unittest

import stackless
from support import StacklessTestCase, outcome, state

BLOCKED = 'RuntimeError: You cannot run a blocked tasklet'
DEAD = 'RuntimeError: You cannot run an unbound(dead) tasklet'


class InsertRemove(StacklessTestCase):
    """5.1"""

    def test_S69_insert_appends(self):
        """A paused tasklet goes to the end of the queue."""
        t = self.paused('t')
        self.ready('a')
        self.assertIs(t.insert(), t)
        self.assertEqual(self.queue(), ['main', 'a', 't'])

    def test_S69_insert_of_a_queued_tasklet(self):
        """On a ready or current tasklet it does nothing."""
        t = self.ready('t')
        self.ready('a')
        self.assertIs(t.insert(), t)
        self.assertIs(stackless.current.insert(), stackless.current)
        self.assertEqual(self.queue(), ['main', 't', 'a'])

    def test_S70_insert_errors(self):
        """Blocked, empty and bound tasklets."""
        t = self.blocked_receiver('t', stackless.channel())
        self.assertEqual(outcome(t.insert), BLOCKED)
        self.assertEqual(outcome(stackless.tasklet().insert), DEAD)
        self.assertEqual(outcome(stackless.tasklet(self.note).insert), DEAD)

    def test_S71_remove(self):
        """A ready tasklet becomes paused."""
        t = self.ready('t')
        self.ready('a')
        self.assertIs(t.remove(), t)
        self.assertEqual(state(t), 'paused')
        self.assertEqual(self.queue(), ['main', 'a'])

    def test_S71_remove_without_effect(self):
        """Paused, empty and bound tasklets stay as they are."""
        for t in (self.paused('p'), stackless.tasklet(), stackless.tasklet(self.note)):
            before = state(t)
            self.assertIs(t.remove(), t)
            self.assertEqual(state(t), before)

    def test_S72_remove_errors(self):
        """Blocked and current tasklets."""
        c = stackless.channel()
        t = self.blocked_receiver('t', c)
        self.check_raises(RuntimeError, 'You cannot remove a blocked tasklet.', t.remove)
        self.assertEqual(c.balance, -1)
        self.check_raises(RuntimeError, 'The current tasklet cannot be removed.', stackless.current.remove)
        self.ready('u', lambda: self.note(outcome(stackless.current.remove)))
        stackless.run()
        self.assertEqual(self.log, ['RuntimeError: The current tasklet cannot be removed.'])


class Run(StacklessTestCase):
    """5.2"""

    def test_S73_run_returns_when_the_ring_comes_round(self):
        """The caller stays in the queue, and gets its own tempval."""
        t = self.paused('t', lambda: self.note(self.queue()))
        self.ready('a')
        self.assertIsNone(t.run())
        self.assertEqual(self.log, [['t', 'main', 'a']])
        self.assertEqual(self.queue(), ['main', 'a'])
        stackless.current.tempval = 'own'
        u = self.paused('u', lambda: self.note(stackless.main.tempval))
        self.assertEqual(u.run(), 'own')
        self.assertEqual((stackless.current.tempval, self.log[1:]), (None, ['own']))

    def test_S74_ready_target_ends(self):
        """[main a b c], each ends, b.run(): b, c, main with [main a]."""
        a, b, c = (self.ready(name) for name in 'abc')
        b.run()
        self.assertEqual((self.log, self.queue()), (['b', 'c'], ['main', 'a']))

    def test_S74_ready_target_schedules(self):
        """[main a b c], each calls schedule() once, b.run(): b, c, main with [main a b c]."""
        def job(name):
            self.note(name)
            stackless.schedule()
        a, b, c = (self.ready(name, job, name) for name in 'abc')
        b.run()
        self.assertEqual((self.log, self.queue()), (['b', 'c'], ['main', 'a', 'b', 'c']))

    def test_S74_paused_target_ends(self):
        """[main a c], b paused, b.run(): b, main with [main a c]."""
        self.ready('a')
        b = self.paused('b')
        self.ready('c')
        b.run()
        self.assertEqual((self.log, self.queue()), (['b'], ['main', 'a', 'c']))

    def test_S75_run_of_the_current_tasklet(self):
        """It does not switch; it returns and clears the tempval, or raises a bomb."""
        self.ready('a')
        me = stackless.current
        self.assertIsNone(me.run())
        me.tempval = 'own'
        self.assertEqual(me.run(), 'own')
        self.assertIsNone(me.tempval)
        me.tempval = stackless.bomb(ValueError, ValueError('x'))
        self.check_raises(ValueError, 'x', me.run)
        self.assertIsNone(me.tempval)
        self.assertEqual((self.log, self.queue()), ([], ['main', 'a']))

    def test_S76_run_errors(self):
        """The same as of insert."""
        t = self.blocked_receiver('t', stackless.channel())
        self.assertEqual(outcome(t.run), BLOCKED)
        self.assertEqual(outcome(stackless.tasklet().run), DEAD)
        self.assertEqual(outcome(stackless.tasklet(self.note).run), DEAD)


class Switch(StacklessTestCase):
    """5.3"""

    def test_S77_caller_is_paused(self):
        """The caller leaves the queue."""
        t = self.paused('t', lambda: self.note(state(stackless.main), self.queue()))
        self.assertIsNone(t.switch())
        self.assertEqual(self.log, [('paused', ['t'])])

    def test_S78_ready_target(self):
        """[main a b c], b.switch(): b with [b c a], then c, a, and main is woken."""
        def job(name):
            self.note(name, self.queue())
        a, b, c = (self.ready(name, job, name) for name in 'abc')
        b.switch()
        self.assertEqual(self.log, [('b', ['b', 'c', 'a']), ('c', ['c', 'a']), ('a', ['a'])])
        self.assertEqual(self.queue(), ['main'])

    def test_S78_paused_target(self):
        """[main a c], b paused, b.switch(): b with [b a c]."""
        self.ready('a')
        self.ready('c')
        self.paused('b', lambda: self.note(self.queue())).switch()
        self.assertEqual(self.log, [['b', 'a', 'c'], 'a', 'c'])

    def test_S79_switch_errors(self):
        """The same as of run."""
        t = self.blocked_receiver('t', stackless.channel())
        self.assertEqual(outcome(t.switch), BLOCKED)
        self.assertEqual(outcome(stackless.tasklet().switch), DEAD)
        self.assertEqual(outcome(stackless.tasklet(self.note).switch), DEAD)
        self.assertEqual(self.queue(), ['main'])

    def test_S80_switch_to_the_current_tasklet(self):
        """A no-op that returns the tempval; the queue stays."""
        self.ready('a')
        self.ready('b')
        me = stackless.current
        me.tempval = 'own'
        self.assertEqual(me.switch(), 'own')
        self.assertIsNone(me.tempval)
        self.assertIsNone(me.switch())
        me.tempval = stackless.bomb(ValueError, ValueError('x'))
        self.check_raises(ValueError, 'x', me.switch)
        self.assertEqual((me.tempval, self.log, self.queue()), (None, [], ['main', 'a', 'b']))
        def inside():
            self.note(stackless.current.switch(), self.queue())
        self.paused('t', inside).run()
        self.assertEqual(self.log, [(None, ['t', 'main', 'a', 'b'])])


class Examples(StacklessTestCase):
    """The example programs of the section, with what they print."""

    def test_example_5_3(self):
        """switch."""
        self.check_example('''\
import stackless
main = stackless.current
def ping():
    print('ping', main.paused)
    pong_t.switch()
    print('ping again')
    main.switch()
def pong():
    print('pong', ping_t.paused)
    ping_t.switch()
    print('never printed')
ping_t = stackless.tasklet(ping, ())
pong_t = stackless.tasklet(pong, ())
ping_t.switch()
print('main', ping_t.paused, pong_t.paused, stackless.runcount)
''', '''\
ping True
pong True
ping again
main True True 1
''')


if __name__ == '__main__':
    unittest.main()
