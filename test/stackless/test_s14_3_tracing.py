"""Section 14.3: trace and profile functions belong to the tasklet."""
import sys
import unittest

import stackless
from support import StacklessTestCase, needs_threads


class Tracing(StacklessTestCase):

    def tearDown(self):
        sys.settrace(self.old_trace)
        sys.setprofile(self.old_profile)
        super().tearDown()

    def setUp(self):
        super().setUp()
        self.old_trace, self.old_profile = sys.gettrace(), sys.getprofile()
        sys.settrace(None)
        sys.setprofile(None)

    def tracer(self, *names):
        """A trace function that notes the events of functions with these names."""
        def trace(frame, event, arg):
            if frame.f_code.co_name in names:
                self.note(frame.f_code.co_name, event)
            return trace
        return trace

    def test_S192_a_new_tasklet_has_none(self):
        """And each has its own again after a switch."""
        trace, profile = self.tracer(), lambda *args: None
        def job():
            self.note(sys.gettrace(), sys.getprofile())
            sys.settrace(other)
            stackless.schedule_remove()
            self.note(sys.gettrace() is other)
            sys.settrace(None)
        other = self.tracer()
        sys.settrace(trace)
        sys.setprofile(profile)
        t = self.paused('t', job)
        t.run()
        kept = sys.gettrace() is trace, sys.getprofile() is profile
        t.run()
        sys.settrace(None)
        sys.setprofile(None)
        self.assertEqual(kept, (True, True))
        self.assertEqual(self.log, [(None, None), True])

    def test_S193_current_tasklet(self):
        """The attributes are the sys functions."""
        trace, profile = self.tracer(), lambda *args: None
        me = stackless.current
        me.trace_function = trace
        me.profile_function = profile
        seen = sys.gettrace(), sys.getprofile(), me.trace_function, me.profile_function
        me.trace_function = None
        me.profile_function = None
        self.assertEqual(seen, (trace, profile, trace, profile))
        self.assertEqual((sys.gettrace(), sys.getprofile()), (None, None))

    def test_S193_suspended_tasklet(self):
        """The value takes effect when it runs."""
        def inner():
            pass
        def job():
            stackless.schedule_remove()
            inner()
        trace = self.tracer('inner')
        t = self.paused('t', job)
        t.run()
        t.trace_function = trace
        self.assertIs(t.trace_function, trace)
        t.run()
        self.assertEqual(self.log, [('inner', 'call'), ('inner', 'line'), ('inner', 'return')])
        self.assertIsNone(sys.gettrace())

    def test_S193_not_started_and_switched_off(self):
        """Also before it started; None switches off."""
        def job():
            stackless.schedule_remove()
            job_2()
        def job_2():
            pass
        t = self.paused('t', job)
        t.trace_function = self.tracer('job', 'job_2')
        t.run()
        self.assertEqual(self.log, [('job', 'call'), ('job', 'line')])
        t.trace_function = None
        t.run()
        self.assertNotIn(('job_2', 'call'), self.log)

    def test_S193_profile_function(self):
        """call and return events of a started tasklet."""
        def inner():
            pass
        def profile(frame, event, arg):
            if frame.f_code.co_name == 'inner':
                self.note(event)
        t = self.paused('t', lambda: inner())
        t.profile_function = profile
        self.assertIs(t.profile_function, profile)
        t.run()
        self.assertEqual(self.log, ['call', 'return'])

    def test_S193_no_check(self):
        """Values for a suspended tasklet are not checked."""
        t = self.paused('t')
        t.trace_function = 5
        self.assertEqual(t.trace_function, 5)
        t.trace_function = None
        t.profile_function = 6
        self.assertEqual(t.profile_function, 6)
        t.profile_function = None

    def test_S194_dead_tasklets(self):
        """None before and after; other values cannot be set."""
        done = self.ready('done')
        stackless.run()
        for t in (done, stackless.tasklet(), stackless.tasklet(int)):
            for name in ('trace_function', 'profile_function'):
                self.assertIsNone(getattr(t, name))
                self.check_raises(RuntimeError, 'tasklet is not alive', setattr, t, name, self.tracer())
                setattr(t, name, None)
                self.assertIsNone(getattr(t, name))

    def test_S193_local_trace_functions(self):
        """They are independent of the tasklet's: they stay with the frame, and are asked only while there is one."""
        def local(frame, event, arg):
            self.note(event)
            return local
        def job():
            stackless.schedule_remove()
            stackless.schedule_remove()
        t = self.paused('t', job)
        t.run()
        t.frame.f_trace = local
        t.trace_function = None
        self.assertIs(t.frame.f_trace, local)
        t.run()
        self.assertEqual(self.log, [])
        self.assertIs(t.frame.f_trace, local)
        t.trace_function = self.tracer()
        t.run()
        self.assertEqual(self.log, ['return'])

    @needs_threads
    def test_S195_suspended_tasklet_of_another_thread(self):
        """Theirs can be set."""
        import threading
        made, started, stop = [], threading.Event(), threading.Event()
        trace = self.tracer('job')
        def job():
            pass
        def target():
            made.append(stackless.tasklet(job, ()))
            started.set()
            stop.wait()
            made[0].run()
        thread = threading.Thread(target=target)
        thread.start()
        started.wait()
        made[0].trace_function = trace
        self.assertIs(made[0].trace_function, trace)
        stop.set()
        thread.join()
        self.assertEqual(self.log, [('job', 'call'), ('job', 'line'), ('job', 'return')])

    @needs_threads
    def test_S195_current_tasklet_of_another_thread(self):
        """It cannot be set, not even to None."""
        import threading
        made, started, stop = [], threading.Event(), threading.Event()
        def target():
            made.append(stackless.current)
            started.set()
            stop.wait()
        thread = threading.Thread(target=target)
        thread.start()
        started.wait()
        try:
            for kind in ('trace', 'profile'):
                for value in (None, self.tracer()):
                    self.check_raises(
                        RuntimeError,
                        'You cannot set the %s function of the current tasklet of another thread' % kind,
                        setattr, made[0], kind + '_function', value)
        finally:
            stop.set()
            thread.join()

    def test_S196_trace_function_that_switches(self):
        """The other tasklet is traced by its own function meanwhile."""
        def trace(frame, event, arg):
            if event == 'call' and frame.f_code.co_name == 'traced':
                self.note('trace switches')
                stackless.schedule()
                self.note('trace goes on')
        def traced():
            self.note('traced')
        def other():
            self.note('other', sys.gettrace())
        t = self.ready('t', traced)
        t.trace_function = trace
        self.ready('u', other)
        stackless.run()
        self.assertEqual(self.log, ['trace switches', ('other', None), 'trace goes on', 'traced'])

    def test_S196_inside_a_trace_function(self):
        """Who is inside one is not traced; others are meanwhile, also when they are in theirs."""
        def helper():
            pass
        def tracer(name):
            def trace(frame, event, arg):
                if event == 'call' and frame.f_code.co_name in ('traced', 'helper'):
                    self.note(name, frame.f_code.co_name)
                    helper()
                    stackless.schedule()
                    helper()
                    self.note(name, 'leaves')
            return trace
        def traced():
            helper()
        for name in 'ab':
            self.ready(name, traced).trace_function = tracer(name)
        stackless.run()
        self.assertEqual(self.log, [
            ('a', 'traced'), ('b', 'traced'), ('a', 'leaves'), ('a', 'helper'), ('b', 'leaves'), ('b', 'helper'),
            ('a', 'leaves'), ('b', 'leaves')])


class Examples(StacklessTestCase):
    """The example programs of the section, with what they print."""

    def test_example_14_3(self):
        """Tracing and profiling."""
        self.check_example('''\
import stackless, sys
events = []
def tracer(frame, event, arg):
    if frame.f_code.co_name == 'traced':
        events.append(event)
    return tracer
def traced():
    stackless.schedule()
t = stackless.tasklet(traced)()
t.trace_function = tracer
print(t.trace_function is tracer, sys.gettrace())
stackless.run()
print(events, t.trace_function, sys.gettrace())
''', '''\
True None
['call', 'line', 'return'] None None
''')


if __name__ == '__main__':
    unittest.main()
