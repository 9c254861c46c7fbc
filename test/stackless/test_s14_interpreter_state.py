"""Section 14: handled exception, recursion limit, contexts.  Tracing (14.3) has a file of its own."""
import contextvars
import sys
import unittest

import stackless
from support import StacklessTestCase, needs_threads, outcome


def handled():
    """The name of the exception being handled, or None."""
    return sys.exc_info()[0] and sys.exc_info()[0].__name__


class HandledException(StacklessTestCase):
    """14.1"""

    def test_S189_starts_with_none(self):
        """Even if created and started inside an except block."""
        def job():
            self.note(handled(), sys.exception())
            try:
                raise KeyError
            except KeyError as error:
                self.note(error.__context__)
        try:
            raise OSError
        except OSError:
            self.paused('t', job).run()
            self.assertEqual(handled(), 'OSError')
        self.assertEqual(self.log, [(None, None), None])

    def test_S189_kept_over_switches(self):
        """Each tasklet has its own, and a bare raise uses it."""
        def job(error):
            try:
                raise error
            except type(error):
                stackless.schedule()
                self.note(handled())
                stackless.schedule()
                try:
                    raise
                except Exception as again:
                    self.note(again is error)
            self.note(handled())
        for error in (KeyError(1), IndexError(2)):
            self.ready('t', job, error)
        try:
            raise OSError
        except OSError:
            stackless.run()
            self.assertEqual(handled(), 'OSError')
        self.assertIsNone(handled())
        self.assertEqual(self.log, ['KeyError', 'IndexError', True, None, True, None])

    def test_S189_thrown_exceptions(self):
        """They get no context from the tasklet that throws."""
        def job():
            try:
                raise KeyError
            except KeyError:
                try:
                    stackless.schedule_remove()
                except ValueError as error:
                    self.note(isinstance(error.__context__, OSError))
        t = self.paused('t', job)
        t.run()
        try:
            raise OSError
        except OSError:
            t.throw(ValueError)
        self.assertEqual(self.log, [False])

    def test_S189_thrown_exceptions_stay_as_they_are(self):
        """What is thrown, sent or routed to a tasklet gets no context from who does it, whatever either handles."""
        c = stackless.channel()
        def job(wait):
            try:
                raise KeyError
            except KeyError:
                try:
                    wait()
                except ValueError as error:
                    self.note(error.__context__, error.__cause__, type(sys.exception()), handled())
                self.note(handled())
        t = self.paused('t', job, stackless.schedule_remove)
        t.run()
        u = self.paused('u', job, c.receive)
        u.run()
        try:
            raise OSError
        except OSError:
            t.throw(ValueError)
            c.send_exception(ValueError)
            self.assertEqual(handled(), 'OSError')
        self.assertEqual(self.log, [(None, None, ValueError, 'ValueError'), 'KeyError'] * 2)

    def test_S190_generators(self):
        """Exceptions handled in a generator are kept too."""
        def generator():
            try:
                raise KeyError
            except KeyError:
                stackless.schedule()
                yield handled()
                stackless.schedule()
                yield handled()
            yield handled()
        def job():
            for name in generator():
                self.note(name)
                self.assertIsNone(handled())
        self.ready('t', job)
        self.ready('u', job)
        stackless.run()
        self.assertEqual(self.log, ['KeyError'] * 2 + ['KeyError', None] * 2)

    def test_S190_coroutines(self):
        """So are those in coroutines and async generators."""
        async def agen():
            try:
                raise KeyError
            except KeyError:
                stackless.schedule()
                yield handled()
        async def main():
            try:
                raise IndexError
            except IndexError:
                async for name in agen():
                    self.note(name, handled())
        def job():
            try:
                main().send(None)
            except StopIteration:
                self.note(handled())
        self.ready('t', job)
        self.ready('u', job)
        stackless.run()
        self.assertEqual(self.log, [('KeyError', 'IndexError'), 'StopIteration'] * 2)


class RecursionLimit(StacklessTestCase):
    """14.2"""

    def depth(self):
        """How deep a function can recurse before RecursionError."""
        self.reached = 0
        def recurse():
            self.reached += 1
            recurse()
        try:
            recurse()
        except RecursionError:
            pass
        return self.reached

    def test_S191_each_tasklet_has_its_own_depth(self):
        """A tasklet started deep can recurse as far as one started high."""
        def started_at(levels):
            if levels:
                started_at(levels - 1)
            else:
                self.paused('t', lambda: self.note(self.depth())).run()
        started_at(1)
        started_at(200)
        first, second = self.log
        self.assertEqual(first, second)
        self.assertGreater(first, sys.getrecursionlimit() - 50)
        self.assertLess(first, sys.getrecursionlimit() + 50)

    def test_S191_recursionerror_is_ordinary(self):
        """Uncaught it reaches main."""
        def recurse():
            recurse()
        self.ready('t', recurse)
        with self.assertRaises(RecursionError):
            stackless.run()


class Contexts(StacklessTestCase):
    """14.4"""

    def setUp(self):
        super().setUp()
        self.var = contextvars.ContextVar('var', default='unset')

    def test_S197_active_context_is_the_current_tasklets(self):
        """Every switch changes it."""
        def job(name):
            self.var.set(name)
            stackless.schedule()
            self.note(self.var.get())
        for name in 'ab':
            self.ready(name, job, name).set_context(contextvars.Context())
        self.var.set('main')
        stackless.run()
        self.assertEqual((self.log, self.var.get()), (['a', 'b'], 'main'))

    def test_S198_context_is_shared_with_the_creator(self):
        """The same object is set when a function is given."""
        def job():
            self.note(self.var.get())
            self.var.set('tasklet')
        t = self.paused('t', job)
        self.assertEqual(t.context_id, stackless.current.context_id)
        self.var.set('main')
        t.run()
        self.assertEqual((self.log, self.var.get()), (['main'], 'tasklet'))

    def test_S198_only_giving_a_function_sets_it(self):
        """setup, calling, insert, run and bind(None, args) do not."""
        own = contextvars.Context()
        t = own.run(lambda: stackless.tasklet(self.note))
        self.names[t] = 't'
        self.assertEqual(t.context_id, id(own))
        t.bind(None, (1,))
        self.assertEqual(t.context_id, id(own))
        t.insert()
        stackless.run()
        u = own.run(lambda: stackless.tasklet(self.note))
        u(2)
        self.assertEqual(u.context_id, id(own))
        stackless.run()
        u.bind(self.note, (3,))
        self.assertEqual(u.context_id, stackless.current.context_id)

    def test_S199_without_a_function(self):
        """A fresh empty context."""
        self.var.set('main')
        t = stackless.tasklet()
        self.assertEqual(t.context_run(self.var.get), 'unset')
        t.context_run(self.var.set, 'own')
        self.assertEqual(t.context_run(self.var.get), 'own')
        self.assertEqual(self.var.get(), 'main')

    def test_S200_set_context(self):
        """Returns the tasklet; for the current one the active context changes at once."""
        t = self.paused('t', lambda: self.note(self.var.get()))
        context = contextvars.Context()
        context.run(self.var.set, 'other')
        self.assertIs(t.set_context(context=context), t)
        self.assertEqual(t.context_id, id(context))
        t.run()
        def job():
            stackless.current.set_context(context)
            self.note(self.var.get())
        self.paused('u', job).run()
        self.assertEqual(self.log, ['other', 'other'])
        for bad in (None, 5, {}):
            with self.assertRaises(TypeError):
                t.set_context(bad)
        with self.assertRaises(TypeError):
            t.set_context()

    def test_S201_entered_context(self):
        """A context entered by Context.run cannot be replaced."""
        text = 'RuntimeError: the current context of the tasklet has been entered.'
        context, other = contextvars.Context(), contextvars.Context()
        def inside():
            self.note(outcome(stackless.current.set_context, other))
            stackless.schedule_remove()
        t = self.paused('t', context.run, inside)
        t.run()
        self.assertEqual(outcome(t.set_context, other), text)
        t.run()
        self.assertEqual(self.log, [text])
        self.assertIs(t.set_context(other), t)

    @needs_threads
    def test_S202_tasklet_of_another_thread(self):
        """A current or ready one is refused, a paused one not."""
        import threading
        made, started, stop = [], threading.Event(), threading.Event()
        def target():
            made.append(stackless.tasklet(int)())
            made.append(stackless.tasklet(int, ()))
            made.append(stackless.current)
            made.append(stackless.tasklet(stackless.channel().receive, ()))
            made[3].run()
            made.append(stackless.tasklet(contextvars.Context().run, (stackless.schedule_remove,)))
            made[4].run()
            made[0] = stackless.tasklet(int)()
            with stackless.atomic():  # the whole thread waits, so that the first stays ready
                started.set()
                stop.wait()
        thread = threading.Thread(target=target)
        thread.start()
        started.wait()
        try:
            text = 'RuntimeError: tasklet belongs to a different thread'
            context = contextvars.Context()
            self.assertEqual(outcome(made[0].set_context, context), text)
            self.assertEqual(outcome(made[2].set_context, context), text)
            self.assertIs(made[1].set_context(context), made[1])
            self.assertIs(made[3].set_context(context), made[3])
            self.assertEqual((made[1].context_id, made[3].context_id), (id(context),) * 2)
            # That is looked at before whether the context has been entered.
            self.assertEqual(outcome(made[4].set_context, context),
                             'RuntimeError: the current context of the tasklet has been entered.')
            made[4].insert()
            self.assertEqual(outcome(made[4].set_context, context), text)
            made[4].remove()
        finally:
            stop.set()
            thread.join()

    def test_S203_context_run(self):
        """Calls in the tasklet's context; result and exceptions come through."""
        context = contextvars.Context()
        t = self.paused('t').set_context(context)
        before = stackless.current.context_id
        self.assertEqual(t.context_run(lambda *args, **keywords: (args, keywords), 1, a=2), ((1,), {'a': 2}))
        t.context_run(self.var.set, 'inside')
        self.assertEqual((self.var.get(), context[self.var]), ('unset', 'inside'))
        with self.assertRaises(ZeroDivisionError):
            t.context_run(lambda: 1 / 0)
        self.assertEqual(stackless.current.context_id, before)
        with self.assertRaises(TypeError):
            t.context_run()
        t.context_run(lambda: context.run(self.note, 'not entered'))
        self.assertEqual(self.log, ['not entered'])

    def test_S203_context_run_that_switches(self):
        """While it is suspended the caller has the borrowed context."""
        context = contextvars.Context()
        owner = stackless.tasklet().set_context(context)
        t = self.paused('t', owner.context_run, stackless.schedule_remove)
        t.run()
        self.assertEqual(t.context_id, id(context))
        self.assertNotEqual(stackless.current.context_id, id(context))
        t.run()
        self.assertFalse(t.alive)

    def test_S204_context_id(self):
        """The id of the context object."""
        context = contextvars.Context()
        self.assertEqual(context.run(lambda: stackless.current.context_id), id(context))
        self.assertIs(type(stackless.current.context_id), int)
        with self.assertRaises(AttributeError):
            stackless.current.context_id = 5

    def test_S205_suspended_context_run(self):
        """The context stays entered."""
        context = contextvars.Context()
        t = self.paused('t', context.run, stackless.schedule_remove)
        t.run()
        with self.assertRaises(RuntimeError):
            context.run(int)
        t.run()
        self.assertEqual(context.run(int), 0)


class Examples(StacklessTestCase):
    """The example programs of the section, with what they print."""

    def test_example_14_1(self):
        """Exception being handled."""
        self.check_example('''\
import stackless, sys
def name():
    return sys.exc_info()[0] and sys.exc_info()[0].__name__
def a():
    try:
        1 / 0
    except ZeroDivisionError:
        stackless.schedule()
        print('a', name())
    print('a', name())
def b():
    print('b', name())
    try:
        {}['x']
    except KeyError:
        stackless.schedule()
        try:
            raise
        except Exception as e:
            print('b', repr(e))
stackless.tasklet(a)()
stackless.tasklet(b)()
try:
    raise OSError
except OSError:
    stackless.run()
    print('main', name())
''', '''\
b None
a ZeroDivisionError
a None
b KeyError('x')
main OSError
''')

    def test_example_14_4(self):
        """Contexts (PEP 567)."""
        self.check_example('''\
import stackless, contextvars
var = contextvars.ContextVar('var', default='unset')
var.set('main')
def show(tag):
    print(tag, var.get())
    var.set(tag)
shared = stackless.tasklet(show)('shared')
own = stackless.tasklet(show)('own')
print(own.set_context(contextvars.copy_context()) is own)
fresh = stackless.tasklet(show)('fresh').set_context(contextvars.Context())
stackless.run()
print(var.get(), shared.context_id == stackless.current.context_id,
      own.context_run(var.get), fresh.context_run(var.get))
print(stackless.tasklet().context_run(var.get))
''', '''\
True
shared main
own main
fresh unset
shared True own fresh
unset
''')


if __name__ == '__main__':
    unittest.main()
