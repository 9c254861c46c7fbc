"""Section 1: what the module contains, its computed attributes, TaskletExit, atomic, thread info."""
import builtins
import copy
import inspect
import pickle
import sys
import types
import unittest

import stackless
from support import StacklessTestCase, needs_programs, needs_threads, run_program

FUNCTIONS = (
    'run schedule schedule_remove getcurrent getcurrentid getmain getruncount getthreads getdebug '
    'getuncollectables get_thread_info switch_trap set_error_handler set_schedule_callback '
    'get_schedule_callback set_channel_callback get_channel_callback enable_softswitch pickle_flags '
    'pickle_flags_default').split()
CLASSES = 'tasklet channel atomic bomb cframe cstack'.split()
COMPUTED = 'current main runcount threads debug uncollectables'.split()


class Names(StacklessTestCase):
    """1.1"""

    def test_S1_module_is_a_module(self):
        """The module's class is a subclass of ModuleType."""
        self.assertTrue(issubclass(type(stackless), types.ModuleType))
        self.assertIsNot(type(stackless), types.ModuleType)
        self.assertEqual(stackless.__name__, 'stackless')
        self.assertIs(sys.modules['stackless'], stackless)

    @needs_programs
    def test_S1_no_setup(self):
        """A program needs nothing but the import; either module may be the first."""
        for first, second in (('stackless', '_stackless'), ('_stackless', 'stackless')):
            program = 'import %s\nimport %s\nprint(stackless.main is stackless.current, stackless.runcount)' % (first, second)
            self.assertEqual(run_program(program), (0, 'True 1\n', ''))

    def test_S2_module_contains_itself(self):
        """stackless.stackless is the module."""
        self.assertIs(stackless.stackless, stackless)

    def test_S3_functions(self):
        """All functions exist and look like functions."""
        for name in FUNCTIONS:
            with self.subTest(name):
                function = getattr(stackless, name)
                self.assertTrue(callable(function))
                self.assertTrue(inspect.isbuiltin(function) or inspect.isfunction(function))

    def test_S4_classes(self):
        """All classes exist, with the module name _stackless and plain names."""
        for name in CLASSES:
            with self.subTest(name):
                cls = getattr(stackless, name)
                self.assertIsInstance(cls, type)
                self.assertEqual(cls.__module__, '_stackless')
                self.assertEqual(cls.__name__, name)
                self.assertEqual(cls.__qualname__, name)
                self.assertEqual(repr(cls), "<class '_stackless.%s'>" % name)

    def test_S5_constants(self):
        """The four pickle flags."""
        self.assertEqual(stackless.PICKLEFLAGS_PRESERVE_TRACING_STATE, 1)
        self.assertEqual(stackless.PICKLEFLAGS_PRESERVE_AG_FINALIZER, 2)
        self.assertEqual(stackless.PICKLEFLAGS_RESET_AG_FINALIZER, 4)
        self.assertEqual(stackless.PICKLEFLAGS_PICKLE_CONTEXT, 8)

    def test_S6_all_is_exactly_this_list(self):
        """__all__ has these names and no others."""
        self.assertEqual(sorted(stackless.__all__), sorted((
            'atomic channel enable_softswitch get_channel_callback get_schedule_callback '
            'get_thread_info getcurrent getcurrentid getdebug getmain getruncount getthreads '
            'getuncollectables pickle_with_tracing_state run schedule schedule_remove '
            'set_channel_callback set_error_handler set_schedule_callback stackless switch_trap '
            'tasklet').split()))

    def test_S6_import_star(self):
        """import * brings in what __all__ says."""
        namespace = {}
        exec('from stackless import *', namespace)
        del namespace['__builtins__']
        self.assertEqual(sorted(namespace), sorted(stackless.__all__))
        self.assertIs(namespace.pop('pickle_with_tracing_state'), False)
        for name, value in namespace.items():
            self.assertIs(value, getattr(stackless, name))
        for name in ('bomb', 'current', 'main', 'runcount', 'threads', 'PICKLEFLAGS_PICKLE_CONTEXT'):
            self.assertNotIn(name, namespace)

    def test_S7_underscore_module(self):
        """_stackless holds the same objects, without computed attributes."""
        import _stackless
        self.assertIs(stackless._stackless, sys.modules['_stackless'])
        self.assertIs(stackless._stackless, _stackless)
        for name in FUNCTIONS + CLASSES:
            with self.subTest(name):
                self.assertIs(getattr(_stackless, name), getattr(stackless, name))
        for name in COMPUTED + ['pickle_with_tracing_state']:
            with self.subTest(name):
                self.assertFalse(hasattr(_stackless, name))

    def test_S8_no_version(self):
        """The module has no version attribute, and does not name the implementation."""
        for name in ('version', '_version', '__version__'):
            self.assertFalse(hasattr(stackless, name))
        self.assertNotEqual(sys.implementation.name, 'stackless')

    def test_S9_reduces_to_its_name(self):
        """The module reduces to its name."""
        self.assertEqual(stackless.__reduce__(), 'stackless')
        self.assertEqual(stackless.__reduce_ex__(2), 'stackless')

    def test_S9_copies_and_pickles_as_itself(self):
        """A copy of the module is the module."""
        self.assertIs(copy.copy(stackless), stackless)
        self.assertIs(copy.deepcopy(stackless), stackless)
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            self.assertIs(pickle.loads(pickle.dumps(stackless, protocol)), stackless)


class Computed(StacklessTestCase):
    """1.2"""

    def test_S10_computed_attributes_equal_their_functions(self):
        """Each attribute is what the function returns."""
        self.assertIs(stackless.current, stackless.getcurrent())
        self.assertIs(stackless.main, stackless.getmain())
        self.assertEqual(stackless.runcount, stackless.getruncount())
        self.assertEqual(stackless.threads, stackless.getthreads())
        self.assertIs(stackless.debug, stackless.getdebug())
        self.assertEqual(stackless.uncollectables, stackless.getuncollectables())
        for name in COMPUTED:
            self.assertIn(name, dir(stackless))

    def test_S10_evaluated_at_each_access(self):
        """Inside a tasklet they have other values."""
        def look():
            self.note(stackless.current, stackless.main, stackless.runcount)
        t = self.ready('t', look)
        self.assertEqual(stackless.runcount, 2)
        stackless.run()
        self.assertEqual(self.log, [(t, stackless.main, 1)])

    @needs_threads
    def test_S10_answer_for_the_calling_thread(self):
        """Another thread has its own current, main and runcount; threads and debug are the same."""
        import threading
        self.ready('here')
        def look():
            def inside():
                self.note(stackless.current is t, stackless.main is main, stackless.runcount, stackless.getruncount())
            main = stackless.current
            self.note(stackless.main is main, stackless.getmain() is main, stackless.runcount)
            t = stackless.tasklet(inside)()
            stackless.tasklet(int)()
            self.note(stackless.runcount)
            stackless.schedule()
            self.note(stackless.threads == stackless.getthreads(), stackless.threads[0] == threading.main_thread().ident)
        with stackless.atomic():
            thread = threading.Thread(target=look)
            thread.start()
            thread.join()
        self.assertEqual(self.log, [(True, True, 1), 3, (True, True, 3, 3), (True, True)])
        self.assertEqual(stackless.runcount, 2)

    def test_S11_computed_attributes_are_read_only(self):
        """Assigning to and deleting them raises AttributeError."""
        for name in COMPUTED:
            with self.subTest(name):
                with self.assertRaises(AttributeError):
                    setattr(stackless, name, None)
                with self.assertRaises(AttributeError):
                    delattr(stackless, name)

    def test_S11_other_attributes_can_be_assigned(self):
        """An ordinary module attribute can be set and deleted."""
        stackless.some_new_name = 5
        self.assertEqual(stackless.some_new_name, 5)
        del stackless.some_new_name
        self.assertFalse(hasattr(stackless, 'some_new_name'))
        old = stackless.schedule
        stackless.schedule = 'replaced'
        try:
            self.assertEqual(stackless.schedule, 'replaced')
        finally:
            stackless.schedule = old
        for name in COMPUTED:
            self.assertNotIn(name, stackless.__dict__)

    def test_S12_main_is_current(self):
        """In the main program main is current, and a tasklet."""
        self.assertIsInstance(stackless.getmain(), stackless.tasklet)
        self.assertIs(stackless.main, stackless.current)

    @needs_threads
    def test_S12_fresh_thread_has_a_main(self):
        """A new thread has its own main, which is current."""
        import threading
        def look():
            self.note(stackless.getmain() is stackless.getcurrent(), stackless.main)
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
        same, other = self.log[0]
        self.assertTrue(same)
        self.assertIsInstance(other, stackless.tasklet)
        self.assertIsNot(other, stackless.main)

    def test_S13_runcount(self):
        """Ready tasklets and the current one count, paused and blocked ones do not."""
        self.assertEqual(stackless.getruncount(), 1)
        self.paused('p')
        self.assertEqual(stackless.getruncount(), 1)
        self.ready('a')
        self.ready('b')
        self.assertEqual(stackless.getruncount(), 3)
        stackless.run()
        c = stackless.channel()
        self.blocked_receiver('r', c)
        self.assertEqual(stackless.getruncount(), 1)

    def test_S13_main_in_run_does_not_count(self):
        """Main waiting in run() is not in the queue."""
        self.ready('t', lambda: self.note(stackless.getruncount()))
        stackless.run()
        self.assertEqual(self.log, [1])

    def test_S14_threads(self):
        """A new list of thread ids, the main thread first."""
        import _thread
        threads = stackless.getthreads()
        self.assertIsInstance(threads, list)
        self.assertIsNot(threads, stackless.getthreads())
        self.assertEqual(threads[0], _thread.get_ident())
        self.assertEqual(set(threads), set(sys._current_frames()))

    @needs_threads
    def test_S14_threads_with_a_second_one(self):
        """A running thread is in the list, after the main thread."""
        import threading
        stop = threading.Event()
        thread = threading.Thread(target=stop.wait)
        thread.start()
        try:
            threads = stackless.getthreads()
            self.assertEqual(threads, [threading.main_thread().ident, thread.ident])
            self.assertEqual(set(threads), set(sys._current_frames()))
        finally:
            stop.set()
            thread.join()

    def test_S15_debug_and_uncollectables(self):
        """getdebug is False; getuncollectables lists tasklets that are not restorable."""
        self.assertIs(stackless.getdebug(), False)
        self.blocked_receiver('r', stackless.channel())
        self.ready('t')
        found = stackless.getuncollectables()
        self.assertEqual(found, [])
        self.assertIsNot(found, stackless.getuncollectables())

    def test_S15_tasklets_inside_run(self):
        """They are not restorable, and so are in the list, whoever asks."""
        def inner():
            self.note(stackless.getuncollectables(), stackless.uncollectables, runner.restorable)
        def outer():
            self.ready('inner', inner)
            stackless.run()
        runner = self.ready('outer', outer)
        stackless.run()
        both = [stackless.main, runner]
        self.assertEqual(self.log, [(both, both, False)])
        self.assertEqual(stackless.getuncollectables(), [])

    def test_S16_currentid(self):
        """The thread id in main, otherwise a number that differs between tasklets."""
        import _thread
        self.assertEqual(stackless.getcurrentid(), _thread.get_ident())
        for name in 'abc':
            self.ready(name, lambda: self.note(stackless.getcurrentid()))
        ids = self.log
        stackless.run()
        self.assertEqual(len(set(ids)), 3)
        self.assertNotIn(stackless.getcurrentid(), ids)
        for number in ids:
            self.assertIs(type(number), int)

    def test_S16_currentid_stays(self):
        """It is the same after a switch, and no tasklet that exists at the same time has it."""
        def look(name):
            first = stackless.getcurrentid()
            stackless.schedule()
            self.note(first, stackless.getcurrentid())
        kept = [self.ready(name, look, name) for name in 'abc']
        stackless.run()
        self.assertEqual([first for first, second in self.log], [second for first, second in self.log])
        self.assertEqual(len(set(self.log)), len(kept))

    @needs_threads
    def test_S16_currentid_of_a_thread(self):
        """In the main tasklet of another thread it is the id of that."""
        import threading
        def look():
            self.note(stackless.getcurrentid() == threading.get_ident())
            stackless.tasklet(lambda: self.note(stackless.getcurrentid() == threading.get_ident()))()
            stackless.run()
        thread = threading.Thread(target=look)
        thread.start()
        thread.join()
        self.assertEqual(self.log, [True, False])

    def test_S17_pickle_with_tracing_state(self):
        """A bool that reads bit 0 of the flags and sets it in both words."""
        before = stackless.pickle_flags(), stackless.pickle_flags_default()
        class Odd:
            def __bool__(odd):
                stackless.schedule()
                raise KeyError('odd')
        try:
            stackless.pickle_flags(8)
            stackless.pickle_flags_default(2)
            self.assertIs(stackless.pickle_with_tracing_state, False)
            stackless.pickle_with_tracing_state = [1]
            self.assertIs(stackless.pickle_with_tracing_state, True)
            self.assertEqual((stackless.pickle_flags(), stackless.pickle_flags_default()), (9, 3))
            with self.assertRaises(KeyError):
                stackless.pickle_with_tracing_state = Odd()
            stackless.pickle_flags_default(2)
            self.assertIs(stackless.pickle_with_tracing_state, True)
            stackless.pickle_with_tracing_state = ''
            self.assertIs(stackless.pickle_with_tracing_state, False)
            self.assertEqual((stackless.pickle_flags(), stackless.pickle_flags_default()), (8, 2))
        finally:
            stackless.pickle_flags(before[0])
            stackless.pickle_flags_default(before[1])


class Exit(StacklessTestCase):
    """1.3"""

    def test_S18_builtin_exception(self):
        """TaskletExit is a built-in subclass of SystemExit."""
        self.assertIs(builtins.TaskletExit, TaskletExit)
        self.assertEqual(TaskletExit.__mro__, (TaskletExit, SystemExit, BaseException, object))
        self.assertEqual(TaskletExit.__module__, 'builtins')
        self.assertEqual(TaskletExit.__name__, 'TaskletExit')
        self.assertFalse(hasattr(stackless, 'TaskletExit'))

    def test_S19_code(self):
        """It has the code attribute of SystemExit."""
        self.assertIsNone(TaskletExit().code)
        self.assertEqual(TaskletExit('x').code, 'x')
        self.assertEqual(TaskletExit(1, 2).code, (1, 2))

    def test_S19_pickles(self):
        """Class and instances pickle normally."""
        for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
            self.assertIs(pickle.loads(pickle.dumps(TaskletExit, protocol)), TaskletExit)
            copied = pickle.loads(pickle.dumps(TaskletExit('x', 1), protocol))
            self.assertIs(type(copied), TaskletExit)
            self.assertEqual((copied.args, copied.code), (('x', 1), ('x', 1)))


class Atomic(StacklessTestCase):
    """1.4"""

    def test_S20_sets_and_restores(self):
        """The flag is set inside the block and restored after it."""
        t = stackless.current
        self.assertFalse(t.atomic)
        with stackless.atomic() as value:
            self.assertIsNone(value)
            self.assertTrue(t.atomic)
        self.assertFalse(t.atomic)

    def test_S20_constructor_ignores_arguments(self):
        """Any arguments are accepted."""
        with stackless.atomic(1, 2, a=3):
            self.assertTrue(stackless.current.atomic)

    def test_S20_exceptions_propagate(self):
        """__exit__ returns None, so exceptions propagate."""
        a = stackless.atomic()
        self.assertIsNone(a.__enter__())
        self.assertIsNone(a.__exit__(None, None, None))
        self.assertIsNone(a.__enter__())
        self.assertIsNone(a.__exit__())
        self.assertIsNone(a.__enter__())
        self.assertIsNone(a.__exit__(KeyError, KeyError(), None, 'more'))
        with self.assertRaises(TypeError):
            a.__enter__(1)
        self.assertFalse(stackless.current.atomic)
        with self.assertRaises(KeyError):
            with stackless.atomic():
                raise KeyError
        self.assertFalse(stackless.current.atomic)

    def test_S20_exit_acts_on_the_current_tasklet(self):
        """The stored flag goes to the tasklet that is current at exit."""
        a = stackless.atomic()
        stackless.current.set_atomic(True)
        try:
            a.__enter__()
        finally:
            stackless.current.set_atomic(False)
        t = self.ready('t', a.__exit__)
        stackless.run()
        self.assertTrue(t.atomic)
        self.assertFalse(stackless.current.atomic)

    def test_S21_nested(self):
        """An inner block leaves the flag set."""
        with stackless.atomic():
            with stackless.atomic():
                self.assertTrue(stackless.current.atomic)
            self.assertTrue(stackless.current.atomic)
        self.assertFalse(stackless.current.atomic)

    def test_S21_switching_inside(self):
        """Other tasklets run with their own flag."""
        def inside():
            with stackless.atomic():
                self.note('t', stackless.current.atomic)
                stackless.schedule()
                self.note('t', stackless.current.atomic)
            self.note('t', stackless.current.atomic)
        self.ready('t', inside)
        self.ready('u', lambda: self.note('u', stackless.current.atomic))
        stackless.run()
        self.assertEqual(self.log, [('t', True), ('u', False), ('t', True), ('t', False)])


class Friends(StacklessTestCase):
    """1.5"""

    def test_S22_thread_info(self):
        """Main, current and run count of the calling thread."""
        import _thread
        expected = (stackless.main, stackless.current, 1)
        self.assertEqual(stackless.get_thread_info(), expected)
        self.assertEqual(stackless.get_thread_info(-1), expected)
        self.assertEqual(stackless.get_thread_info(_thread.get_ident()), expected)
        t = self.ready('t', lambda: self.note(stackless.get_thread_info()))
        stackless.schedule()
        self.assertEqual(self.log, [(stackless.main, t, 2)])

    def test_S22_errors(self):
        """Unknown ids, other types, negative numbers, wrong counts."""
        self.check_raises(RuntimeError, 'Thread id not found', stackless.get_thread_info, 1)
        for bad in ('1', None, 1.0):
            with self.assertRaises(TypeError):
                stackless.get_thread_info(bad)
        for bad in (-2, -1000):
            with self.assertRaises(OverflowError):
                stackless.get_thread_info(bad)
        with self.assertRaises(TypeError):
            stackless.get_thread_info(-1, 0, 0)
        with self.assertRaises(TypeError):
            stackless.get_thread_info(thread_id=-1)

    @needs_threads
    def test_S23_thread_that_has_not_used_stackless(self):
        """Another thread has one main tasklet, which is current."""
        import threading
        stop = threading.Event()
        thread = threading.Thread(target=stop.wait)
        thread.start()
        try:
            main, current, count = stackless.get_thread_info(thread.ident)
            self.assertIsInstance(main, stackless.tasklet)
            self.assertIs(main, current)
            self.assertIsNot(main, stackless.main)
            self.assertEqual((count, main.thread_id, main.is_main, main.is_current), (1, thread.ident, True, True))
            self.assertEqual(stackless.get_thread_info(thread.ident), (main, current, count))
        finally:
            stop.set()
            thread.join()

    def test_S24_switch_trap_counts(self):
        """The counter starts at 0; each call returns the previous value."""
        self.assertEqual(stackless.switch_trap(), 0)
        self.assertEqual(stackless.switch_trap(2), 0)
        self.assertEqual(stackless.switch_trap(-1), 2)
        self.assertEqual(stackless.switch_trap(), 1)
        self.assertEqual(stackless.switch_trap(-1), 1)
        self.assertEqual(stackless.switch_trap(0), 0)
        self.assertEqual(stackless.switch_trap(True), 0)
        self.assertEqual(stackless.switch_trap(-1), 1)
        for bad in ('1', 1.5, None):
            with self.assertRaises(TypeError):
                stackless.switch_trap(bad)
        self.assertEqual(stackless.switch_trap(), 0)

    def test_S25_enable_softswitch_remembers(self):
        """Returns the previous value; None only queries."""
        self.assertIs(stackless.enable_softswitch(None), True)
        try:
            self.assertIs(stackless.enable_softswitch(0), True)
            self.assertIs(stackless.enable_softswitch(None), False)
            self.assertIs(stackless.enable_softswitch('yes'), False)
            self.assertIs(stackless.enable_softswitch(None), True)
        finally:
            stackless.enable_softswitch(True)
        with self.assertRaises(TypeError):
            stackless.enable_softswitch()
        with self.assertRaises(TypeError):
            stackless.enable_softswitch(1, 2)


if __name__ == '__main__':
    unittest.main()
