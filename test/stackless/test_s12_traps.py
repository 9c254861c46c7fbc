"""Section 12: block_trap and the switch trap."""
import threading
import time
import unittest

import stackless
from support import StacklessTestCase, outcome, state

DISLIKES = 'RuntimeError: this tasklet does not like to be blocked.'
TRAPPED = 'RuntimeError: switch_trap'


class BlockTrap(StacklessTestCase):
    """12.1"""

    def setUp(self):
        super().setUp()
        stackless.current.block_trap = True

    def tearDown(self):
        stackless.current.block_trap = False
        super().tearDown()

    def test_S173_operations_that_would_block(self):
        """They raise, and the channel is unchanged."""
        c = stackless.channel()
        self.ready('t')
        for call in (c.receive, lambda: c.send(1), lambda: next(c), lambda: list(c), lambda: c.send_sequence([1]),
                     lambda: c.send_exception(ValueError), lambda: c.send_throw(ValueError)):
            self.assertEqual(outcome(call), DISLIKES)
            self.assertEqual((c.balance, c.queue, self.queue()), (0, None, ['main', 't']))

    def test_S173_operations_with_a_partner(self):
        """They work, also when they switch."""
        c = stackless.channel()
        self.blocked_receiver('r', c)
        c.send(1)
        self.assertEqual(self.log, [('r', 1)])
        self.blocked_sender('s', c, 2)
        c.preference = 1
        self.assertEqual(c.receive(), 2)
        self.assertEqual(self.log, [('r', 1), 's'])

    def test_S173_scheduling_is_not_affected(self):
        """schedule, schedule_remove, run, switch work."""
        for call in (stackless.schedule, stackless.schedule_remove, stackless.run):
            self.ready('t')
            call()
        self.paused('t').run()
        self.paused('t').switch()
        self.assertEqual(self.log, ['t'] * 5)


class SwitchTrap(StacklessTestCase):
    """12.2"""

    def trapped(self, function, *args):
        """The outcome of a call under the trap."""
        stackless.switch_trap(1)
        try:
            return outcome(function, *args)
        finally:
            stackless.switch_trap(-1)

    def test_S174_trapped_operations(self):
        """They raise in the caller and are undone."""
        c, d, e = stackless.channel(), stackless.channel(), stackless.channel()
        e.schedule_all = 1
        paused = self.paused('paused')
        receiver = self.blocked_receiver('receiver', c)
        sender = self.blocked_sender('sender', d, 1)
        other = self.blocked_receiver('other', e)
        del self.log[:]
        d.preference = 1
        ready = self.ready('ready')
        calls = {
            'schedule': stackless.schedule, 'schedule_remove': stackless.schedule_remove, 'run': stackless.run,
            'ready.run': ready.run, 'paused.run': paused.run, 'ready.switch': ready.switch,
            'paused.switch': paused.switch, 'throw': lambda: paused.throw(ValueError),
            'throw at ready': lambda: ready.throw(ValueError), 'throw at blocked': lambda: sender.throw(ValueError),
            'raise_exception': lambda: paused.raise_exception(ValueError), 'kill': receiver.kill,
            'kill ready': ready.kill, 'receive': stackless.channel().receive,
            'send': lambda: stackless.channel().send(1), 'preferred receiver': lambda: c.send(1),
            'preferred sender': d.receive, 'schedule_all': lambda: e.send(1),
        }
        for name, call in calls.items():
            with self.subTest(name):
                self.assertEqual(self.trapped(call), TRAPPED)
                self.assertEqual(self.queue(), ['main', 'ready'])
                self.assertEqual((c.balance, d.balance, e.balance), (-1, 1, -1))
                self.assertEqual([state(t) for t in (ready, paused, receiver, sender, other)],
                                 ['ready', 'paused', 'blocked', 'blocked', 'blocked'])
                self.assertEqual(self.log, [])
        c.send('c')
        self.assertEqual(d.receive(), 1)
        stackless.run()
        e.send('e')
        self.assertIn(('receiver', 'c'), self.log)
        self.assertIn('sender', self.log)
        self.assertIn(('other', 'e'), self.log)
        paused.run()
        self.assertEqual(self.log[-1], 'paused')

    def test_S174_tempval_and_exceptions_in_flight(self):
        """Nothing of the call is left: not the value that was to be returned, no bomb, no runner."""
        t = self.paused('t', lambda: self.note(stackless.schedule_remove('kept')))
        t.run()
        self.ready('a')
        me = stackless.current
        for call in (lambda: stackless.schedule('lost'), lambda: stackless.schedule_remove('lost'), lambda: stackless.run(5),
                     lambda: t.throw(ValueError), t.kill, lambda: t.raise_exception(KeyError)):
            me.tempval = 'own'
            self.assertEqual(self.trapped(call), TRAPPED)
            self.assertEqual((me.tempval, t.tempval, state(t), me.restorable), ('own', 'kept', 'paused', True))
        self.assertEqual(stackless.getuncollectables(), [])
        me.tempval = None
        t.run()
        self.assertEqual(self.log, ['a', 'kept'] if self.log[0] == 'a' else ['kept'])

    def test_S174_blocked_channel_is_unchanged(self):
        """A channel on which an operation was trapped has no waiter."""
        c = stackless.channel()
        self.ready('t')
        self.assertEqual(self.trapped(c.receive), TRAPPED)
        self.assertEqual((c.balance, c.queue, stackless.current.blocked), (0, None, False))

    def test_S175_not_trapped(self):
        """Operations that do not switch."""
        me = stackless.current
        self.assertEqual(self.trapped(stackless.schedule, 1), 1)
        self.assertEqual(self.trapped(stackless.schedule_remove, 2), 2)
        self.assertIsNone(self.trapped(stackless.run))
        self.assertIsNone(self.trapped(me.run))
        self.assertIsNone(self.trapped(me.switch))
        t = self.paused('t')
        self.assertIs(self.trapped(t.insert), t)
        self.assertIs(self.trapped(t.remove), t)
        self.assertIsNone(self.trapped(t.kill, True))
        self.assertEqual(state(t), 'ready')
        stackless.run()
        c = stackless.channel()
        self.assertEqual(self.trapped(c.receive),
                         'RuntimeError: Deadlock: the last runnable tasklet cannot be blocked.')
        c.preference = 0
        r = self.blocked_receiver('r', c)
        self.assertIsNone(self.trapped(c.send, 5))
        self.assertEqual(state(r), 'ready')
        stackless.run()
        self.assertEqual(self.log, [('r', 5)])

    def test_S175_tasklets_of_other_threads(self):
        """Operations on them do not switch here."""
        c, d, made, stop = stackless.channel(), stackless.channel(), [], threading.Event()
        def target():
            made.extend([stackless.tasklet(self.note, ('ran',)), stackless.tasklet(self.note, ('killed',)),
                         stackless.tasklet(d.send, (1,))])
            made[2].insert()
            self.note(c.receive())
            stackless.run()
        thread = threading.Thread(target=target)
        thread.start()
        while not (c.balance and d.balance):
            time.sleep(0.001)
        me = stackless.current
        self.ready('t')
        me.set_atomic(True)
        self.assertIsNone(self.trapped(made[0].run))
        self.assertIsNone(self.trapped(made[1].kill))
        self.assertIsNone(self.trapped(c.send, 'sent'))
        self.assertEqual(self.trapped(d.receive), 1)
        me.set_atomic(False)
        self.assertEqual(self.queue(), ['main', 't'])
        thread.join()
        self.assertEqual([entry for entry in self.log if entry != 't'], ['ran', 'sent'])

    def test_S175_switching_to_one_that_waits_for_a_lock(self):
        """Nobody can let it go on, so the caller is woken itself."""
        lock = threading.Lock()
        lock.acquire()
        t = stackless.tasklet(lock.acquire)()
        t.run()
        self.assertIsNone(self.trapped(t.switch))
        lock.release()
        stackless.run()
        self.assertFalse(t.alive)

    def test_S176_state_errors_come_first(self):
        """The trap is looked at last."""
        c = stackless.channel()
        r = self.blocked_receiver('r', c)
        self.assertEqual(self.trapped(r.switch), 'RuntimeError: You cannot run a blocked tasklet')
        self.assertEqual(self.trapped(r.run), 'RuntimeError: You cannot run a blocked tasklet')
        self.assertEqual(self.trapped(stackless.tasklet().run),
                         'RuntimeError: You cannot run an unbound(dead) tasklet')
        self.assertEqual(self.trapped(stackless.tasklet().throw, ValueError),
                         'RuntimeError: You cannot throw to a dead tasklet')
        d = stackless.channel()
        d.close()
        self.ready('t')
        self.assertEqual(self.trapped(d.receive), 'ValueError: Send/receive operation on a closed channel')


class Examples(StacklessTestCase):
    """The example programs of the section, with what they print."""

    def test_example_12_2(self):
        """switch_trap."""
        self.check_example('''\
import stackless
t = stackless.tasklet(lambda: print('ran'))()
print(stackless.switch_trap(1))
for op in (stackless.schedule, stackless.run, t.run, t.kill, stackless.channel().receive):
    try:
        op()
    except RuntimeError as e:
        print(e, t.scheduled, stackless.runcount)
print(stackless.switch_trap(-1), stackless.switch_trap(0))
stackless.run()
''', '''\
0
switch_trap True 2
switch_trap True 2
switch_trap True 2
switch_trap True 2
switch_trap True 2
1 0
ran
''')


if __name__ == '__main__':
    unittest.main()
