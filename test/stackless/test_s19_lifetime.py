"""Section 19: what keeps tasklets alive, and the end of the program."""
import contextlib
import gc
import io
import unittest
import weakref

import stackless
from support import StacklessTestCase, needs_programs, run_program


class Lifetime(StacklessTestCase):

    def test_S269_kept_alive(self):
        """By the run queue, by a channel, by the runner stack."""
        c = stackless.channel()
        def receiver():
            self.note(c.receive())
        stackless.tasklet(receiver)()
        stackless.tasklet(self.note)('ready')
        gc.collect()
        stackless.run()
        gc.collect()
        c.send('received')
        def runner():
            stackless.tasklet(self.note)('inner')
            stackless.run()
            self.note('runner')
        stackless.tasklet(runner)()
        stackless.run()
        self.assertEqual(self.log, ['ready', 'received', 'inner', 'runner'])

    def test_S270_dropped_tasklet_is_silent(self):
        """No exception inside it, no finally."""
        def job():
            try:
                stackless.schedule_remove(None)
            finally:
                self.note('finally')
        t = stackless.tasklet(job, ())
        t.run()
        self.assertTrue(t.paused and t.restorable)
        del t
        gc.collect()
        self.assertEqual(self.log, [])

    def test_S270_del_method(self):
        """Calling it on a restorable tasklet does nothing."""
        t = self.paused('t', lambda: self.note(stackless.schedule_remove('value')))
        t.run()
        self.assertIsNone(t.__del__())
        self.assertTrue(t.paused)
        t.run()
        self.assertEqual(self.log, ['value'])

    def test_S270_del_method_of_a_runner(self):
        """A paused tasklet inside run() is not restorable: it is killed."""
        def job():
            try:
                stackless.run()
            finally:
                self.note('finally')
        t = self.ready('t', job)
        stackless.schedule()
        self.assertEqual((t.paused, t.restorable, self.log), (True, False, []))
        self.assertIsNone(t.__del__())
        self.assertEqual((t.alive, self.log), (False, ['finally']))
        self.assertEqual(gc.garbage, [])

    def test_S270_del_method_of_one_that_goes_on(self):
        """It is killed up to ten times; if it lives on, it is put into gc.garbage."""
        def job(times):
            for attempt in range(times):
                try:
                    stackless.run() if attempt == 0 else stackless.schedule_remove()
                except TaskletExit:
                    self.note(attempt)
        for times in (1, 9, 10, 11, 30):
            del self.log[:]
            t = self.ready('t', job, times + 1)
            stackless.schedule()
            self.assertEqual((t.paused, t.restorable), (True, False))
            self.assertIsNone(t.__del__())
            killed = min(times + 1, 10)
            self.assertEqual(self.log, list(range(killed)))
            self.assertEqual((t.alive, gc.garbage), (times >= 10, [t] if times >= 10 else []))
            del gc.garbage[:]
            while t.alive:
                t.kill()

    def test_S271_generators_in_a_dropped_tasklet(self):
        """No warning, message or exception."""
        def generator():
            try:
                stackless.schedule_remove(None)
                yield 1
            finally:
                self.note('finally')
        async def coroutine():
            stackless.schedule_remove(None)
        def run(make):
            t = stackless.tasklet(make, ())
            t.run()
            self.assertTrue(t.paused)
        stream = io.StringIO()
        with contextlib.redirect_stderr(stream):
            run(lambda: [value for value in generator()])
            run(lambda: coroutine().send(None))
            gc.collect()
        self.assertEqual((stream.getvalue(), self.log), ('', []))

    @needs_programs
    def test_S272_end_of_the_program(self):
        """Tasklets that are left are dropped, the program does not wait."""
        program = ('import stackless\n'
                   'c = stackless.channel()\n'
                   'def job(wait):\n'
                   '    try:\n'
                   '        wait()\n'
                   '    finally:\n'
                   '        print("finally")\n'
                   'for wait in (stackless.schedule, stackless.schedule_remove, c.receive):\n'
                   '    stackless.tasklet(job, (wait,)).run()\n'
                   'stackless.tasklet(print)("never")\n'
                   'print("end")\n')
        self.assertEqual(run_program(program), (0, 'end\n', ''))

    @needs_programs
    def test_S272_not_restorable_ones_are_killed(self):
        """Those inside run(), the innermost first; what they do then does not change the status."""
        program = ('import atexit, stackless, sys\n'
                   'def runner(depth):\n'
                   '    if depth:\n'
                   '        stackless.tasklet(runner)(depth - 1)\n'
                   '    else:\n'
                   '        stackless.main.insert()\n'
                   '    try:\n'
                   '        stackless.run()\n'
                   '    except TaskletExit:\n'
                   '        print("killed", depth)\n'
                   '        raise KeyError if depth == 2 else TaskletExit\n'
                   'stackless.tasklet(runner)(2)\n'
                   'stackless.schedule_remove()\n'
                   'stackless.tasklet(print)("never")\n'
                   'atexit.register(print, "atexit")\n'
                   'print("end", stackless.runcount)\n'
                   'sys.exit(3)\n')
        self.assertEqual(run_program(program), (3, 'end 2\nkilled 0\nkilled 1\nkilled 2\natexit\n', ''))

    def test_S272_generators_of_tasklets_that_are_left(self):
        """One that is being executed is not closed at the end."""
        program = ('import stackless\n'
                   'c = stackless.channel()\n'
                   'def items():\n'
                   '    try:\n'
                   '        yield 1\n'
                   '        yield c.receive()\n'
                   '    finally:\n'
                   '        print("finally")\n'
                   'def job():\n'
                   '    for item in items(): print(item)\n'
                   't = stackless.tasklet(job)()\n'
                   'stackless.run()\n')
        self.assertEqual(run_program(program), (0, '1\n', ''))

    def test_S274_finished_tasklet_holds_nothing(self):
        """Not its function, arguments or result."""
        class Thing:
            pass
        def job(thing):
            return thing
        thing = Thing()
        reference = weakref.ref(thing)
        t = self.ready('t', job, thing)
        stackless.run()
        del thing
        gc.collect()
        self.assertFalse(t.alive)
        self.assertIsNone(reference())
        self.assertIsNone(t.tempval)
        self.assertEqual(t.__reduce__()[2][3], [])


if __name__ == '__main__':
    unittest.main()
