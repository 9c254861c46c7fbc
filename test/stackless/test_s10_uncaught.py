"""Section 10: exceptions that leave a tasklet."""
import contextlib
import copy
import io
import sys
import traceback
import unittest

import stackless
from support import StacklessTestCase, needs_programs, needs_threads, outcome, run_program, state


class Exit(TaskletExit):
    """A subclass of TaskletExit."""


def fail(error):
    raise error


class Leaving(StacklessTestCase):

    def test_S133_taskletexit_is_silent(self):
        """TaskletExit and subclasses end the tasklet as if it had returned."""
        for error in (TaskletExit(), TaskletExit('x'), Exit()):
            t = self.ready('t', fail, error)
            self.ready('u')
            self.assertIsNone(stackless.run())
            self.assertEqual(state(t), 'empty')
        self.assertEqual(self.log, ['u'] * 3)

    def test_S133_taskletexit_is_an_end(self):
        """With main blocked the last one that ends so wakes it as one that returns does."""
        c = stackless.channel()
        for error in TaskletExit(), Exit():
            self.ready('t', fail, error)
            self.assertEqual(outcome(c.receive), 'RuntimeError: the main tasklet is receiving without a sender available.')

    def test_S134_other_exceptions_reach_the_wake_target(self):
        """Main inside run() gets them."""
        for error in (ValueError('v'), KeyboardInterrupt(), GeneratorExit(), StopIteration(1)):
            t = self.ready('t', fail, error)
            with self.assertRaises(type(error)) as caught:
                stackless.run()
            self.assertIs(caught.exception, error)
            self.assertEqual(state(t), 'empty')

    def test_S134_inner_runner_in_any_state(self):
        """A runner is woken whatever it does: inside run(), ready, or running on."""
        def runner():
            self.ready('bad', fail, ValueError('v'))
            self.note(outcome(stackless.run))
            self.note(self.queue())
        def insert():
            R.insert()
            self.ready('bad', fail, ValueError('w'))
            self.ready('x')
            stackless.schedule_remove()
        R = self.ready('R', runner)
        self.ready('y')
        self.assertIsNone(stackless.run())
        self.assertEqual(self.log, ['y', 'ValueError: v', ['R']])
        del self.log[:]
        R = self.paused('R', lambda: (self.ready('i', insert), self.note(outcome(stackless.run), self.queue())))
        R.insert()
        self.assertEqual(outcome(stackless.run), 'ValueError: w')
        self.assertEqual(self.log, [(None, ['R', 'bad', 'x'])])
        self.assertEqual(self.queue(), ['main', 'x'])

    def test_S134_out_of_any_call(self):
        """schedule, schedule_remove, t.run, t.switch, receive, send."""
        c = stackless.channel()
        def through(method):
            t = self.paused('bad', fail, ValueError('v'))
            return getattr(t, method)
        for call in (through('run'), through('switch')):
            self.check_raises(ValueError, 'v', call)
        for call in (stackless.schedule, stackless.schedule_remove, c.receive, lambda: c.send(1), lambda: next(c), lambda: list(c),
                     lambda: c.send_sequence('ab'), lambda: c.send_exception(KeyError), lambda: c.send_throw(KeyError)):
            self.ready('bad', fail, ValueError('v'))
            self.check_raises(ValueError, 'v', call)
            self.assertEqual((self.queue(), c.balance), (['main'], 0))

    def test_S134_caller_of_run_is_not_notified(self):
        """Only the wake target is."""
        def caller():
            try:
                self.ready('bad', fail, ValueError('v')).run()
            except ValueError:
                self.note('not reached')
            self.note('caller goes on')
        self.ready('caller', caller)
        self.check_raises(ValueError, 'v', stackless.run)
        self.assertEqual(self.log, [])
        stackless.run()
        self.assertEqual(self.log, ['caller goes on'])

    def test_S134_top_of_the_runner_stack(self):
        """An inner runner gets the exception, not main."""
        def runner():
            self.ready('bad', fail, ValueError('v'))
            try:
                stackless.run()
            except ValueError:
                self.note('runner got it')
        self.ready('R', runner)
        stackless.run()
        self.assertEqual(self.log, ['runner got it'])

    def test_S135_others_stay_as_they_are(self):
        """[a x b] where x raises: main goes on with [main b]."""
        def start():
            self.ready('a')
            self.ready('x', fail, ValueError('v'))
            self.ready('b')
        start()
        self.check_raises(ValueError, 'v', stackless.run)
        self.assertEqual(self.queue(), ['main', 'b'])
        stackless.run()
        start()
        self.check_raises(ValueError, 'v', stackless.schedule)
        self.assertEqual(self.queue(), ['main', 'b'])
        stackless.run()
        start()
        c = stackless.channel()
        self.check_raises(ValueError, 'v', c.receive)
        self.assertEqual((self.queue(), c.balance), (['main', 'b'], 0))
        stackless.run()
        self.assertEqual(self.log, ['a', 'b'] * 3)

    def test_S136_same_object_and_traceback(self):
        """The wake target's frames come first, then the tasklet's."""
        error = ValueError('v')
        def deeper():
            raise error
        def bad():
            deeper()
        self.ready('bad', bad)
        try:
            stackless.run()
        except ValueError as caught:
            self.assertIs(caught, error)
        names = [frame.name for frame in traceback.extract_tb(error.__traceback__)]
        self.assertEqual(names, ['test_S136_same_object_and_traceback', 'bad', 'deeper'])

    def test_S136_no_context(self):
        """Nothing is added, even if the wake target handles another exception."""
        self.ready('bad', fail, ValueError('v'))
        try:
            raise OSError
        except OSError:
            try:
                stackless.run()
            except ValueError as error:
                self.assertIsNone(error.__context__)
                self.assertIsNone(error.__cause__)
                self.assertFalse(error.__suppress_context__)

    def test_S136_own_context_and_cause_stay(self):
        """Those that it has in its tasklet."""
        cause, context = KeyError(), OSError()
        def bad():
            try:
                raise context
            except OSError:
                raise ValueError('v') from cause
        for call in stackless.run, stackless.schedule, stackless.channel().receive:
            self.ready('bad', bad)
            try:
                raise LookupError
            except LookupError:
                error = self.check_raises(ValueError, 'v', call)
            self.assertIs(error.__cause__, cause)
            self.assertIs(error.__context__, context)

    def test_S136_frames_of_any_wake_target(self):
        """The frames of main, or of the runner, that the exception leaves come first, without those of who ran the tasklet."""
        names = lambda error: [frame.name for frame in traceback.extract_tb(error.__traceback__)]
        def bad():
            raise ValueError('v')
        def waiting():
            stackless.channel().receive()
        def starts():
            self.ready('bad', bad).run()
        def running():
            stackless.run()
        def caller(call):
            self.ready('starts', starts)
            try:
                call()
            except ValueError as error:
                self.note(names(error))
        caller(waiting)
        self.assertEqual(self.log, [['caller', 'waiting', 'bad']])
        stackless.run()
        self.ready('R', caller, running)
        stackless.run()
        self.assertEqual(self.log[1:], [['caller', 'running', 'bad']])

    @needs_programs
    def test_S137_uncaught_in_main(self):
        """The ordinary end of the program; TaskletExit is not silent."""
        status, out, err = run_program('import stackless\nprint(1)\nraise TaskletExit("why")\nprint(2)')
        self.assertEqual((status, out), (1, '1\n'))
        self.assertTrue(err.startswith('Traceback (most recent call last):'))
        self.assertIn('TaskletExit: why', err)
        status, out, err = run_program('import stackless\n'
                                       'stackless.tasklet(lambda: 1 / 0)()\nstackless.run()')
        self.assertEqual(status, 1)
        self.assertIn('ZeroDivisionError: division by zero', err)

    @needs_threads
    def test_S137_taskletexit_ends_a_thread_silently(self):
        """Like SystemExit."""
        import threading
        for error in TaskletExit(), SystemExit():
            with contextlib.redirect_stderr(io.StringIO()) as stderr:
                thread = threading.Thread(target=fail, args=(error,))
                thread.start()
                thread.join()
            self.assertEqual(stderr.getvalue(), '')

    @needs_threads
    def test_S138_systemexit_in_a_thread(self):
        """Leaving a non-main tasklet there it is swallowed."""
        import threading
        def target():
            stackless.tasklet(fail)(SystemExit(3))
            stackless.tasklet(self.note)('next')
            stackless.run()
            self.note('run returned')
        handled = []
        stackless.set_error_handler(lambda *args: handled.append(args))
        with contextlib.redirect_stderr(io.StringIO()) as stderr:
            thread = threading.Thread(target=target)
            thread.start()
            thread.join()
        self.assertEqual((self.log, stderr.getvalue(), handled), (['next', 'run returned'], '', []))

    @needs_programs
    def test_S139_systemexit_ends_the_process(self):
        """With its status; main does not continue, atexit functions run."""
        program = ('import stackless, sys, atexit\n'
                   'atexit.register(print, "atexit")\n'
                   'stackless.tasklet(sys.exit)(%r)\n'
                   '%s()\n'
                   'print("not reached")\n')
        for call in ('stackless.schedule', 'stackless.schedule_remove', 'stackless.channel().receive',
                     'stackless.run'):
            with self.subTest(call):
                self.assertEqual(run_program(program % (3, call)), (3, 'atexit\n', ''))
        self.assertEqual(run_program(program % ('message', 'stackless.run')), (1, 'atexit\n', 'message\n'))
        self.assertEqual(run_program(program % (None, 'stackless.run')), (0, 'atexit\n', ''))

    @needs_programs
    def test_S139_main_inside_run_cleans_up(self):
        """TaskletExit is raised in main; main may exit otherwise."""
        program = ('import stackless, sys\n'
                   'stackless.tasklet(sys.exit)(3)\n'
                   'try:\n'
                   '    stackless.run()\n'
                   '%s\n')
        self.assertEqual(run_program(program % 'finally:\n    print("cleanup")'), (3, 'cleanup\n', ''))
        self.assertEqual(run_program(program % 'except TaskletExit:\n    print("cleanup")\n    raise'), (3, 'cleanup\n', ''))
        self.assertEqual(run_program(program % 'except Exception:\n    print("not reached")'), (3, '', ''))
        handled = 'except BaseException as error:\n    print(type(error).__name__)'
        self.assertEqual(run_program(program % handled), (0, 'TaskletExit\n', ''))
        self.assertEqual(run_program(program % 'except TaskletExit:\n    sys.exit(7)'), (7, '', ''))


class ErrorHandler(StacklessTestCase):

    def test_S140_set_error_handler(self):
        """Returns the previous one; it is not checked when set."""
        def handler(*args):
            pass
        self.assertIsNone(stackless.set_error_handler(handler))
        self.assertIs(stackless.set_error_handler(5), handler)
        self.assertEqual(stackless.set_error_handler(), 5)
        self.assertIsNone(stackless.set_error_handler(None))
        with self.assertRaises(TypeError):
            stackless.set_error_handler(handler, handler)

    def test_S140_a_handler_that_cannot_be_called(self):
        """What calling it raises goes on."""
        stackless.set_error_handler(5)
        t = self.ready('t', fail, ValueError('v'))
        self.check_raises(TypeError, "'int' object is not callable", stackless.run)
        self.assertFalse(t.alive)

    @needs_threads
    def test_S140_process_wide(self):
        """One handler for all threads; not for what leaves a thread's own code."""
        import threading
        def target():
            stackless.tasklet(fail)(ValueError('v'))
            stackless.run()
            self.note(stackless.set_error_handler())
        def handler(kind, value, tb):
            self.note(repr(value))
        stackless.set_error_handler(handler)
        thread = threading.Thread(target=target)
        thread.start()
        thread.join()
        self.assertEqual(self.log, ["ValueError('v')", handler])
        self.assertIsNone(stackless.set_error_handler())

    def test_S141_handler_is_called_in_the_dying_tasklet(self):
        """With type, value and traceback; then the exception is handled."""
        error = ValueError('v')
        def handler(kind, value, tb):
            names = [frame.name for frame in traceback.extract_tb(tb)]
            self.note(kind, value, names, stackless.current is t)
            return 'ignored'
        stackless.set_error_handler(handler)
        t = self.ready('t', fail, error)
        self.ready('u')
        self.assertIsNone(stackless.run())
        self.assertEqual(self.log, [(ValueError, error, ['fail'], True), 'u'])
        self.assertEqual(state(t), 'empty')

    def test_S141_frames_are_gone(self):
        """The handler is the outermost function of the tasklet, and handles no exception itself."""
        def handler(kind, value, tb):
            frame = sys._getframe()
            self.note(frame.f_code.co_name, frame.f_back, stackless.current.frame is frame, stackless.current.recursion_depth,
                      sys.exc_info()[0], stackless.current.alive)
        def deep(depth):
            if depth:
                deep(depth - 1)
            raise ValueError
        stackless.set_error_handler(handler)
        self.ready('t', deep, 5)
        stackless.run()
        self.assertEqual(self.log, [('handler', None, True, 1, None, True)])

    def test_S141_for_any_other_exception(self):
        """Also for those that are no Exception."""
        stackless.set_error_handler(lambda kind, value, tb: self.note(kind))
        kinds = KeyboardInterrupt, GeneratorExit, StopIteration, BaseException
        for kind in kinds:
            self.ready('t', fail, kind())
        self.assertIsNone(stackless.run())
        self.assertEqual(self.log, list(kinds))

    def test_S141_handler_may_switch(self):
        """It runs in the tasklet."""
        def handler(kind, value, tb):
            self.note('handler')
            stackless.schedule()
            self.note('handler ends')
        stackless.set_error_handler(handler)
        self.ready('t', fail, ValueError())
        self.ready('u')
        stackless.run()
        self.assertEqual(self.log, ['handler', 'u', 'handler ends'])

    def test_S141_not_for_exits(self):
        """Not called for TaskletExit."""
        stackless.set_error_handler(self.note)
        self.ready('t', fail, TaskletExit())
        self.ready('u', fail, Exit())
        stackless.run()
        self.assertEqual(self.log, [])

    @needs_programs
    def test_S141_not_for_systemexit(self):
        """SystemExit ends the process without it."""
        self.assertEqual(run_program('import stackless, sys\n'
                                     'stackless.set_error_handler(lambda *args: print("called"))\n'
                                     'stackless.tasklet(sys.exit)(4)\nstackless.run()'), (4, '', ''))

    def test_S141_handler_that_raises(self):
        """Its exception replaces the original one."""
        def handler(kind, value, tb):
            raise KeyError('from the handler')
        stackless.set_error_handler(handler)
        t = self.ready('t', fail, ValueError())
        self.ready('u')
        error = self.check_raises(KeyError, "'from the handler'", stackless.run)
        self.assertFalse(t.alive)
        self.assertEqual((error.__context__, self.log, self.queue()), (None, [], ['main', 'u']))
        stackless.run()

    def test_S141_once_for_each_exception(self):
        """Not for its own, also in a copy; again when the tasklet has been bound anew."""
        def handler(kind, value, tb):
            self.note(repr(value))
            stackless.schedule_remove()
            raise KeyError
        stackless.set_error_handler(handler)
        t = self.ready('t', fail, ValueError(1))
        stackless.run()
        for each in copy.copy(t), t:
            self.assertEqual(outcome(each.run), 'KeyError: ')
        t.bind(fail, (ValueError(2),)).run()
        t.bind(fail, (ValueError(3),)).run()
        self.assertEqual(self.log, ['ValueError(1)', 'ValueError(2)', 'ValueError(3)'])

    def test_S142_exception_thrown_into_a_fresh_tasklet(self):
        """The value may be what was passed to throw, the traceback None."""
        def handler(kind, value, tb):
            self.note(kind)
            self.assertTrue(value is None or value == 'v' or isinstance(value, ValueError))
        stackless.set_error_handler(handler)
        self.paused('t').throw(ValueError)
        self.paused('t').throw(ValueError, 'v')
        self.assertEqual(self.log, [ValueError] * 2)


class Examples(StacklessTestCase):
    """The example programs of the section, with what they print."""

    def test_example_10(self):
        """Exceptions leaving a tasklet."""
        self.check_example('''\
import stackless
order = []
def bad():
    order.append('bad')
    raise KeyError('k')
def ok(n):
    order.append(n)
stackless.tasklet(ok)(1)
stackless.tasklet(bad)()
stackless.tasklet(ok)(2)
try:
    stackless.run()
except KeyError as e:
    order.append(repr(e))
print(order, stackless.runcount)
stackless.run()
def caller():
    try:
        stackless.tasklet(bad)().run()
    except KeyError:
        order.append('not reached')
    order.append('caller goes on')
stackless.tasklet(caller)()
try:
    stackless.run()
except KeyError:
    order.append('main got it')
stackless.run()
print(order[3:])
def handler(typ, val, tb):
    print('handler', typ.__name__, val, stackless.current is t)
old = stackless.set_error_handler(handler)
t = stackless.tasklet(bad)()
print(stackless.run(), t.alive, old, stackless.set_error_handler(None) is handler)
''', '''\
[1, 'bad', "KeyError('k')"] 2
[2, 'bad', 'main got it', 'caller goes on']
handler KeyError 'k' True
None False None True
''')


if __name__ == '__main__':
    unittest.main()
