"""Section 21: argument error texts, test helpers, hidden flags."""
import re
import unittest

import stackless
from support import StacklessTestCase, outcome

NO_ARGUMENTS = 'takes no arguments|expected 0 arguments'
ONE_ARGUMENT = 'takes exactly one argument'
AT_MOST = 'takes at most %d argument|expected at most %d argument'
TOO_FEW = (r'takes at least \d argument|expected at least \d argument|'
           r"missing required argument '\w+' \(pos 1\)")
NO_KEYWORDS = 'takes no keyword arguments'


class Arguments(StacklessTestCase):
    """21.1"""

    def check_type_error(self, pattern, function, *args, **keywords):
        """A TypeError whose text matches the pattern."""
        with self.subTest(function=repr(function), args=args, keywords=keywords):
            with self.assertRaises(TypeError) as caught:
                function(*args, **keywords)
            self.assertTrue(re.search(pattern, str(caught.exception)), str(caught.exception))

    def test_S276_no_arguments(self):
        """Functions and methods without arguments."""
        t, c = stackless.tasklet(), stackless.channel()
        for function in (t.insert, t.remove, t.run, t.switch, c.receive, c.open, c.close, c.__iter__, c.__next__, stackless.getcurrent,
                         stackless.getmain, stackless.getruncount, stackless.getthreads, stackless.getdebug,
                         stackless.getcurrentid, stackless.getuncollectables, stackless.get_schedule_callback,
                         stackless.get_channel_callback):
            self.check_type_error(NO_ARGUMENTS, function, 1)

    def test_S276_one_argument(self):
        """Functions with exactly one."""
        t, c = stackless.tasklet(), stackless.channel()
        for function in (t.set_atomic, t.set_ignore_nesting, c.send, c.send_sequence,
                         stackless.set_schedule_callback, stackless.set_channel_callback,
                         stackless.enable_softswitch):
            self.check_type_error(ONE_ARGUMENT, function)
            self.check_type_error(ONE_ARGUMENT, function, 1, 2)

    def test_S276_too_many(self):
        """The maximum is in the message."""
        t, c = stackless.tasklet(), stackless.channel()
        for function, most in ((stackless.tasklet, 3), (t.bind, 3), (t.throw, 4), (t.kill, 1), (stackless.run, 5),
                               (stackless.schedule, 1), (stackless.schedule_remove, 1),
                               (stackless.get_thread_info, 2), (c.send_throw, 3), (t.bind_thread, 1),
                               (stackless.switch_trap, 1), (stackless.pickle_flags, 2),
                               (stackless.pickle_flags_default, 2), (stackless.set_error_handler, 1)):
            self.check_type_error(AT_MOST % (most, most), function, *(None,) * (most + 1))

    def test_S276_too_few(self):
        """Required arguments."""
        t, c = stackless.tasklet(), stackless.channel()
        for function in (t.throw, t.raise_exception, c.send_exception, c.send_throw):
            self.check_type_error(TOO_FEW, function)

    def test_S276_positional_only(self):
        """Called with keywords."""
        t, c = stackless.tasklet(), stackless.channel()
        for function in (t.insert, t.remove, t.run, t.switch, c.receive, c.send, c.open, c.close, c.send_sequence,
                         t.set_atomic, t.set_ignore_nesting, t.bind_thread, t.raise_exception, c.send_exception,
                         c.send_throw, stackless.getcurrent, stackless.set_schedule_callback,
                         stackless.set_channel_callback, stackless.enable_softswitch, stackless.get_thread_info,
                         stackless.switch_trap, stackless.set_error_handler):
            self.check_type_error(NO_KEYWORDS, function, a=1)

    def test_S277_keywords_accepted(self):
        """All parameters that may be given by keyword."""
        t = stackless.tasklet(func=self.note, args=(1,), kwargs={})
        t.bind(func=self.note, args=(2,), kwargs={})
        t.run()
        t = self.paused('t')
        t.throw(exc=TaskletExit, val=None, tb=None, pending=True)
        t.kill(pending=False)
        stackless.run(timeout=0, threadblock=False, soft=False, ignore_nesting=False, totaltimeout=False)
        self.assertEqual(stackless.schedule(retval=3), 3)
        self.assertEqual(stackless.schedule_remove(retval=4), 4)
        stackless.pickle_flags(new_flags=-1, mask=-1)
        stackless.pickle_flags_default(new_default=-1, mask=-1)
        u = stackless.tasklet(lambda **keywords: self.note(keywords))
        u.setup(self=1, a=2)
        stackless.run()
        u.bind(lambda **keywords: self.note(keywords))
        u(func=3)
        stackless.run()
        self.assertEqual(self.log, [2, {'self': 1, 'a': 2}, {'func': 3}])


class Helpers(StacklessTestCase):
    """21.2: optional helpers, tested where they exist."""

    def helper(self, name):
        """A function of _stackless, or the test is skipped."""
        function = getattr(stackless._stackless, name, None)
        if function is None:
            self.skipTest('no ' + name)
        return function

    def test_S278_nostacklesscall(self):
        """Calls with the nesting level raised by one."""
        call = self.helper('_test_nostacklesscall')
        self.assertEqual(call(lambda *args, **keywords: (args, keywords), 1, a=2), ((1,), {'a': 2}))
        self.assertEqual(call(None, 1, 2), (1, 2))
        with self.assertRaises(IndexError):
            call()
        self.assertEqual(call(lambda **keywords: 5, post_callback=lambda *args, **keywords: (args, keywords), a=1),
                         ((5, 0, 0), {'a': 1}))
        self.assertEqual(call(lambda **keywords: keywords, set_try_stackless=1), {})
        t = self.paused('t', call, stackless.schedule_remove)
        t.run()
        self.assertEqual((t.nesting_level, t.restorable), (1, False))
        t.run()

    def test_S279_teststackless(self):
        """Module _teststackless."""
        try:
            import _teststackless
        except ImportError:
            self.skipTest('no _teststackless')
        self.assertEqual(_teststackless.test_cstate(lambda: stackless.current.nesting_level)
                         - stackless.current.nesting_level, 1)
        self.ready('t')
        self.assertIsNone(_teststackless.test_cframe(3))
        self.assertIsNone(_teststackless.test_cframe(1, words=5))
        self.assertEqual(self.log, ['t'])

    def test_S280_outside(self):
        """Runs all ready tasklets under a temporary main."""
        outside = self.helper('_test_outside')
        main = stackless.main
        self.ready('t', lambda: self.note(stackless.main is main))
        self.assertIsNone(outside())
        self.assertEqual(self.log, [False])
        self.assertIs(stackless.main, main)
        self.ready('u', lambda: self.note(outcome(outside)))
        stackless.schedule()
        self.assertEqual(self.log[1:], ['RuntimeError: main tasklet is still scheduled'])


class HiddenFlags(StacklessTestCase):
    """21.3"""

    def test_S281_three_more_items(self):
        """Bit 30 appends two ints and an object with a serial."""
        found = stackless.get_thread_info(-1, 1 << 30)
        self.assertEqual(found[:3], stackless.get_thread_info())
        self.assertEqual(len(found), 6)
        self.assertIsInstance(found[3], int)
        self.assertIsInstance(found[4], int)
        self.assertIsInstance(found[5].serial, int)
        self.assertEqual(stackless.get_thread_info(-1, 1 << 30)[3:5], found[3:5])

    def test_S281_runner_list(self):
        """Bit 31 appends the list of runners."""
        def runners():
            return stackless.get_thread_info(-1, 1 << 31)[3]
        stackless.run()
        outside = runners()
        self.assertEqual(outside, [None])
        def inner():
            self.note(list(runners()), runners() is outside)
        def outer():
            self.ready('inner', inner)
            stackless.run()
        runner = self.ready('outer', outer)
        stackless.run()
        runner_2 = self.ready('outer', outer)
        stackless.run(1000000)
        main = stackless.main
        self.assertEqual(self.log, [([None, main, runner], True), ([main, main, runner_2], True)])
        self.assertEqual(outside, [None])


if __name__ == '__main__':
    unittest.main()
