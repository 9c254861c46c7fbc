"""Section 20: where behaviour wins over the original's documentation."""
import builtins
import unittest

import stackless
from support import StacklessTestCase, outcome


class Differences(StacklessTestCase):

    def test_S275_1_threadblock_needs_a_timeout(self):
        """run(threadblock=True) returns."""
        self.ready('r', stackless.channel().receive)
        self.assertIsNone(stackless.run(threadblock=True))

    def test_S275_2_schedule_callback_never_gets_none(self):
        """next is a tasklet also when one ends."""
        stackless.set_schedule_callback(lambda prev, next: self.note(next))
        self.ready('t', int)
        stackless.run()
        self.assertNotIn(None, self.log)
        self.assertEqual(len(self.log), 2)

    def test_S275_3_throw_requires_an_exception(self):
        """throw() without arguments is a TypeError."""
        with self.assertRaises(TypeError):
            self.paused('t').throw()

    def test_S275_4_any_baseexception(self):
        """raise_exception and send_exception accept them."""
        class Base(BaseException):
            pass
        with self.assertRaises(Base):
            self.paused('t').raise_exception(Base)
        c = stackless.channel()
        self.ready('s', c.send_exception, Base)
        with self.assertRaises(Base):
            c.receive()

    def test_S275_5_taskletexit_is_a_builtin_only(self):
        """The module does not have it."""
        self.assertFalse(hasattr(stackless, 'TaskletExit'))
        self.assertTrue(hasattr(builtins, 'TaskletExit'))

    def test_S275_6_atomic_is_not_inherited(self):
        """A tasklet made in an atomic block is not atomic."""
        with stackless.atomic():
            self.assertFalse(stackless.tasklet(int).atomic)

    def test_S275_7_run_from_any_tasklet(self):
        """Not only from main."""
        def job():
            self.ready('u')
            stackless.run()
            self.note('t')
        self.ready('t', job)
        stackless.run()
        self.assertEqual(self.log, ['u', 't'])

    def test_S275_8_methods_cannot_be_patched(self):
        """The types are immutable."""
        for cls, name in ((stackless.tasklet, 'run'), (stackless.tasklet, '__call__'), (stackless.channel, 'send')):
            with self.assertRaises(TypeError):
                setattr(cls, name, lambda *args: None)
            with self.assertRaises(TypeError):
                delattr(cls, name)

    def test_S275_9_blocked_is_a_bool(self):
        """True for senders and for receivers."""
        self.assertIs(self.blocked_sender('s', stackless.channel(), 1).blocked, True)
        self.assertIs(self.blocked_receiver('r', stackless.channel()).blocked, True)

    def test_S275_10_run_also_runs_those_behind(self):
        """t.run() of a ready tasklet."""
        t = self.ready('t')
        self.ready('u')
        t.run()
        self.assertEqual(self.log, ['t', 'u'])

    def test_S275_11_close_does_not_end_iteration(self):
        """The sender must end it."""
        c = stackless.channel()
        t = self.ready('t', lambda: self.note(list(c)))
        stackless.run()
        c.close()
        stackless.run()
        self.assertTrue(t.blocked)
        c.send_exception(StopIteration)
        self.assertEqual(self.log, [[]])

    def test_S275_12_kill_also_runs_those_behind(self):
        """kill() of a ready tasklet."""
        t = self.ready('t')
        self.ready('u')
        t.kill()
        self.assertEqual(self.log, ['u'])

    def test_S275_13_starter_does_not_get_exceptions(self):
        """t.run() in a tasklet, with main in run()."""
        def starter():
            self.note(outcome(self.paused('bad', lambda: 1 / 0).run))
        self.ready('starter', starter)
        with self.assertRaises(ZeroDivisionError):
            stackless.run()
        stackless.run()
        self.assertEqual(self.log, [None])


if __name__ == '__main__':
    unittest.main()
