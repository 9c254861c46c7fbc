"""Section 3: creating and binding tasklets."""
import gc
import operator
import re
import unittest
import weakref

import stackless
from support import StacklessTestCase, needs_threads, state

NOT_BOUND = 'the tasklet was not bound to a function'


def nothing(*args, **keywords):
    pass


class Creating(StacklessTestCase):

    def test_S30_new_ignores_arguments(self):
        """__new__ takes anything and makes an empty tasklet."""
        t = stackless.tasklet.__new__(stackless.tasklet, 1, 2, 3, 4, other=5)
        self.assertEqual(state(t), 'empty')
        class Free(stackless.tasklet):
            def __init__(self, *args, **keywords):
                pass
        self.assertEqual(state(Free(1, 2, 3, 4, other=5)), 'empty')

    def test_S30_init_is_bind(self):
        """__init__ behaves as bind with the same arguments."""
        t = stackless.tasklet(func=self.note, args=(1,), kwargs={})
        self.assertEqual(state(t), 'paused')
        t.run()
        self.assertEqual(self.log, [1])
        t.__init__(nothing)
        self.assertEqual(state(t), 'bound')
        self.assertIsNone(t.__init__(nothing, (1,)))
        self.assertEqual(state(t), 'paused')
        t.insert()
        self.check_raises(RuntimeError, 'tasklet is scheduled', t.__init__, nothing)
        self.check_raises(RuntimeError, "can't (re)bind the current tasklet", stackless.current.__init__)
        self.check_raises(TypeError, 'tasklet function must be a callable or None', stackless.tasklet, 5)
        self.check_raises(TypeError, 'tasklet args must be a tuple or None', stackless.tasklet, nothing, [])
        self.check_raises(TypeError, 'tasklet kwargs must be a dictionary or None', stackless.tasklet, nothing, (), ())
        self.check_raises(RuntimeError, NOT_BOUND, stackless.tasklet, None, ())
        self.check_raises(RuntimeError, NOT_BOUND, stackless.tasklet, None, None, {})

    def test_S31_states_of_new_tasklets(self):
        """What each way of creating gives."""
        self.assertEqual(state(stackless.tasklet()), 'empty')
        self.assertEqual(state(stackless.tasklet(nothing)), 'bound')
        self.assertEqual(state(stackless.tasklet(nothing, ())), 'paused')
        self.assertEqual(state(stackless.tasklet(nothing, None, {})), 'paused')
        self.assertEqual(state(stackless.tasklet(nothing, (), {})), 'paused')
        self.assertEqual(state(stackless.tasklet(nothing)(1, a=2)), 'ready')

    def test_S32_bind_returns_the_tasklet(self):
        """bind takes keywords and returns the tasklet; None means not given."""
        t = stackless.tasklet()
        self.assertIs(t.bind(func=nothing), t)
        self.assertEqual(state(t), 'bound')
        self.assertIs(t.bind(args=(1,), kwargs=None), t)
        self.assertEqual(state(t), 'paused')
        self.assertIs(t.bind(None, None, None), t)
        self.assertEqual(state(t), 'empty')

    def test_S33_bind_function_only(self):
        """A function alone makes it bound; the previous function is dropped."""
        t = stackless.tasklet(self.note)
        t.bind(nothing)
        self.assertIs(t.tempval, nothing)
        t.bind(nothing, (1,))
        t.bind(self.note)
        self.assertEqual(state(t), 'bound')
        self.assertEqual(t.tempval, self.note)

    def test_S33_unbind(self):
        """bind() and bind(None) make it empty."""
        t = stackless.tasklet(nothing)
        t.bind()
        self.assertEqual(state(t), 'empty')
        t.bind(nothing)
        t.bind(None)
        self.assertEqual(state(t), 'empty')
        self.assertIs(t.bind(None), t)
        self.assertEqual(state(t), 'empty')

    def test_S34_bind_with_arguments(self):
        """It is paused, ready to call the function, in no queue."""
        def function(*args, **keywords):
            self.note(args, keywords)
        for args, keywords in (((1, 2), None), (None, {'a': 1}), ((1,), {'b': 2}), ((), {})):
            t = stackless.tasklet().bind(function, args, keywords)
            self.assertEqual(state(t), 'paused')
            self.assertEqual(stackless.runcount, 1)
            t.run()
        self.assertEqual(self.log, [((1, 2), {}), ((), {'a': 1}), ((1,), {'b': 2}), ((), {})])

    def test_S35_function_of_the_bound_state(self):
        """Without a function the bound one is used."""
        t = stackless.tasklet(self.note)
        t.bind(None, (1,))
        self.assertEqual(state(t), 'paused')
        t.run()
        t.bind(self.note)
        t.bind(kwargs={}, args=(2,))
        t.run()
        self.assertEqual(self.log, [1, 2])

    def test_S35_no_function(self):
        """An empty tasklet and a paused one do not know a function."""
        t = stackless.tasklet()
        self.check_raises(RuntimeError, NOT_BOUND, t.bind, None, (1,))
        self.assertEqual(state(t), 'empty')
        t.bind(nothing, (1,))
        self.check_raises(RuntimeError, NOT_BOUND, t.bind, None, (2,))
        self.assertEqual(state(t), 'empty')

    def test_S36_order_of_the_argument_checks(self):
        """Function, then args, then kwargs, before any check of the state."""
        t = self.ready('t', nothing)
        texts = ('tasklet function must be a callable or None', 'tasklet args must be a tuple or None',
                 'tasklet kwargs must be a dictionary or None')
        for target in (stackless.current, t, stackless.tasklet(nothing)):
            before = state(target)
            self.check_raises(TypeError, texts[0], target.bind, 5, [], [])
            self.check_raises(TypeError, texts[1], target.bind, nothing, [], [])
            self.check_raises(TypeError, texts[2], target.bind, nothing, (), [])
            self.assertEqual(state(target), before)

    def test_S36_current(self):
        """The current tasklet cannot be bound."""
        text = "can't (re)bind the current tasklet"
        def inside():
            for args in ((), (nothing,), (nothing, ()), (None, ())):
                self.check_raises(RuntimeError, text, stackless.current.bind, *args)
            self.note('checked')
        self.ready('t', inside)
        stackless.run()
        self.check_raises(RuntimeError, text, stackless.main.bind)
        self.assertEqual(self.log, ['checked'])

    def test_S36_scheduled(self):
        """Ready and blocked tasklets cannot be bound."""
        c = stackless.channel()
        for t in (self.ready('t', nothing), self.blocked_receiver('r', c)):
            before = state(t)
            for args in ((), (nothing,), (nothing, ()), (None, ())):
                self.check_raises(RuntimeError, 'tasklet is scheduled', t.bind, *args)
            self.assertEqual(state(t), before)
        self.assertEqual(c.balance, -1)

    def test_S36_not_restorable(self):
        """A tasklet inside stackless.run() has C state."""
        def inner():
            for args in ((), (nothing,), (nothing, ()), (None, ()), (None, None, {})):
                for target in (runner, stackless.main):
                    self.check_raises(RuntimeError, 'tasklet has C state on its stack', target.bind, *args)
            self.note('checked', state(runner))
        def outer():
            self.ready('inner', inner)
            stackless.run()
            self.note('outer goes on')
        runner = self.ready('outer', outer)
        stackless.run()
        self.assertEqual(self.log, [('checked', 'paused'), 'outer goes on'])

    def test_S36_main(self):
        """A main tasklet cannot be unbound."""
        def inside():
            for args in ((), (nothing,), (None, None, None)):
                self.check_raises(RuntimeError, "can't unbind the main tasklet", stackless.main.bind, *args)
            self.check_raises(TypeError, 'tasklet args must be a tuple or None', stackless.main.bind, None, [])
            self.note('checked', state(stackless.main))
        self.paused('t', inside).switch()
        self.assertEqual(self.log, [('checked', 'paused')])

    def test_S37_rebinding_abandons_frames_silently(self):
        """No finally block and no with exit runs."""
        class Manager:
            def __enter__(manager):
                self.note('enter')
            def __exit__(manager, *args):
                self.note('exit')
        def job():
            try:
                with Manager():
                    stackless.schedule_remove()
            finally:
                self.note('finally')
        def items():
            try:
                yield from map(lambda item: job(), [1])
            finally:
                self.note('generator')
        for function in (job, lambda: [item for item in items()]):
            for args in ((), (nothing,), (nothing, ()), (nothing, None, {})):
                t = self.paused('t', function)
                t.run()
                self.assertTrue(t.paused)
                self.assertIs(t.bind(*args), t)
                self.assertIsNone(t.frame)
                if t.alive:
                    t.run()
        gc.collect()
        self.assertEqual(self.log, ['enter'] * 8)

    def test_S38_rebinding_resets_the_depth_and_keeps_flags(self):
        """recursion_depth becomes 0; atomic, ignore_nesting, block_trap stay."""
        t = self.paused('t', lambda: stackless.schedule_remove())
        t.set_atomic(True)
        t.set_ignore_nesting(True)
        t.block_trap = True
        t.run()
        self.assertEqual(t.recursion_depth, 1)
        t.bind(nothing, ())
        self.assertEqual(t.recursion_depth, 0)
        self.assertEqual((t.atomic, t.ignore_nesting, t.block_trap), (True, True, True))
        t.run()
        self.assertFalse(t.alive)
        self.assertEqual((t.atomic, t.ignore_nesting, t.block_trap), (True, True, True))

    def test_S39_setup_and_call(self):
        """Both append to the queue and return the tasklet."""
        for name in ('setup', '__call__'):
            first = self.ready('first', nothing)
            t = stackless.tasklet(lambda *args, **keywords: self.note(args, keywords))
            self.names[t] = 't'
            self.assertIs(getattr(t, name)(1, 2, a=3), t)
            self.assertEqual(self.queue(), ['main', 'first', 't'])
            stackless.run()
            self.assertFalse(first.alive)
        self.assertEqual(self.log, [((1, 2), {'a': 3})] * 2)

    def test_S39_setup_errors(self):
        """An alive tasklet, and one without a function."""
        c = stackless.channel()
        for t in (self.ready('t', nothing), self.paused('p', nothing), self.blocked_receiver('r', c),
                  stackless.current):
            before = state(t)
            self.check_raises(RuntimeError, 'tasklet is alive', t)
            self.check_raises(RuntimeError, 'tasklet is alive', t.setup, 1)
            self.assertEqual(state(t), before)
        self.check_raises(RuntimeError, NOT_BOUND, stackless.tasklet())
        self.check_raises(RuntimeError, NOT_BOUND, stackless.tasklet().setup, 1)

    def test_S40_tempval_is_the_function(self):
        """Assigning tempval of an empty or bound tasklet rebinds it."""
        t = stackless.tasklet()
        t.tempval = self.note
        t(1)
        stackless.run()
        self.assertEqual(self.log, [1])
        u = stackless.tasklet(nothing)
        u.tempval = None
        self.check_raises(RuntimeError, NOT_BOUND, u)
        self.assertEqual(state(u), 'empty')
        for call in (u.setup, u):
            u.tempval = 5
            self.check_raises(TypeError, 'cframe function must be a callable', call)
            self.assertEqual((u.alive, stackless.runcount), (False, 1))
        u.tempval = self.note
        u.bind(None, (2,)).run()
        self.assertEqual(self.log, [1, 2])

    def test_S41_flags_of_a_new_tasklet(self):
        """Nothing is inherited from the creator."""
        import _thread
        def creator():
            stackless.current.set_atomic(True)
            stackless.current.set_ignore_nesting(True)
            stackless.current.block_trap = True
            t = stackless.tasklet(nothing)
            self.note(t.atomic, t.ignore_nesting, t.block_trap, t.thread_id == _thread.get_ident())
        self.ready('creator', creator)
        stackless.run()
        self.assertEqual(self.log, [(False, False, False, True)])

    @needs_threads
    def test_S41_thread_of_a_new_tasklet(self):
        """It is the creating thread's, whoever binds it later."""
        import threading
        made = []
        thread = threading.Thread(target=lambda: made.append((threading.get_ident(), stackless.tasklet())))
        with stackless.atomic():
            thread.start()
            mine = stackless.tasklet()
            thread.join()
        ident, t = made[0]
        self.assertEqual((mine.thread_id, t.thread_id), (threading.get_ident(), -1))
        stop, started = threading.Event(), threading.Event()
        def target():
            made.append(stackless.tasklet())
            started.set()
            stop.wait()
        thread = threading.Thread(target=target)
        thread.start()
        started.wait()
        self.assertEqual(made[1].thread_id, thread.ident)
        self.assertEqual(made[1].bind(nothing, ()).thread_id, thread.ident)
        stop.set()
        thread.join()

    def test_S42_wrong_arguments(self):
        """Wrong counts and unknown keywords raise TypeError."""
        t = stackless.tasklet()
        for args, keywords in (((nothing, (), {}, 1), {}), ((), {'function': nothing}),
                               ((nothing,), {'func': nothing})):
            with self.assertRaises(TypeError):
                t.bind(*args, **keywords)
            with self.assertRaises(TypeError):
                stackless.tasklet(*args, **keywords)
        self.assertEqual(state(t), 'empty')


class Subclasses(StacklessTestCase):

    def test_S43_subclassing(self):
        """With slots, with a dictionary, with own constructors."""
        class Slotted(stackless.tasklet):
            __slots__ = ('name',)
        s = Slotted(nothing)
        s.name = 'n'
        self.assertEqual(s.name, 'n')
        with self.assertRaises(AttributeError):
            s.other = 1
        class Plain(stackless.channel):
            def __init__(self, name):
                self.name = name
        p = Plain('c')
        self.assertEqual(p.__dict__, {'name': 'c'})
        self.assertEqual(p.balance, 0)
        class Both(stackless.tasklet):
            def __new__(cls, name, function):
                self = super().__new__(cls)
                self.name = name
                return self
            def __init__(self, name, function):
                super().__init__(function, (name,))
        b = Both('b', self.note)
        self.assertEqual(state(b), 'paused')
        b.run()
        self.assertEqual(self.log, ['b'])

    def test_S43_instances_have_no_dictionary(self):
        """Unknown attributes cannot be set; the types are immutable."""
        for cls in (stackless.tasklet, stackless.channel):
            instance = cls()
            self.assertFalse(hasattr(instance, '__dict__'))
            with self.assertRaises(AttributeError):
                instance.some_attribute = 1
            with self.assertRaises(TypeError):
                cls.some_attribute = 1
        for cls, name in ((stackless.tasklet, '__call__'), (stackless.channel, 'send')):
            before = cls.__dict__[name]
            with self.assertRaises(TypeError):
                setattr(cls, name, nothing)
            with self.assertRaises(TypeError):
                delattr(cls, name)
            self.assertIs(cls.__dict__[name], before)

    def test_S44_methods_do_not_call_overridden_ones(self):
        """Constructor, call and setup do not go through the subclass."""
        note = self.note
        class Loud(stackless.tasklet):
            def bind(self, *args):
                note('bind')
                return super().bind(*args)
            def setup(self, *args, **keywords):
                note('setup')
                return super().setup(*args, **keywords)
            def insert(self):
                note('insert')
                return super().insert()
        t = Loud(nothing)
        t()
        stackless.run()
        stackless.tasklet.bind(t, nothing)
        stackless.tasklet.setup(t)
        stackless.run()
        self.assertEqual(self.log, [])

    def test_S45_identity(self):
        """Equal only to itself, hashable, true, without order, weakly referable."""
        for cls in (stackless.tasklet, stackless.channel):
            a, b = cls(), cls()
            self.assertTrue(a == a)
            self.assertFalse(a == b)
            self.assertTrue(a != b)
            self.assertEqual(len({a, b, a}), 2)
            self.assertEqual({a: 1, b: 2}[b], 2)
            self.assertIs(bool(a), True)
            for compare in (operator.lt, operator.le, operator.gt, operator.ge):
                with self.assertRaises(TypeError):
                    compare(a, b)
            self.assertIs(weakref.ref(a)(), a)

    def test_S46_repr(self):
        """The default form, with the qualified name of a subclass."""
        t, c = stackless.tasklet(), stackless.channel()
        self.assertTrue(re.fullmatch('<_stackless.tasklet object at 0x[0-9A-Fa-f]+>', repr(t)))
        self.assertTrue(re.fullmatch('<_stackless.channel object at 0x[0-9A-Fa-f]+>', repr(c)))
        self.assertEqual(str(t), repr(t))
        self.assertEqual(str(c), repr(c))
        class Sub(stackless.tasklet):
            pass
        self.assertTrue(repr(Sub()).startswith(
            '<%s.Subclasses.test_S46_repr.<locals>.Sub object at 0x' % __name__))
        class Named(stackless.channel):
            def __repr__(self):
                return '<mine>'
        self.assertEqual(repr(Named()), '<mine>')
        self.assertEqual(str(Named()), '<mine>')


class Examples(StacklessTestCase):
    """The example programs of the section, with what they print."""

    def test_example_3(self):
        """Creating and binding tasklets."""
        self.check_example('''\
import stackless
class Named(stackless.tasklet):
    __slots__ = ('name',)
    def __new__(cls, name, func):
        self = super().__new__(cls)
        self.name = name
        return self
    def __init__(self, name, func):
        super().__init__(func)
    def __repr__(self):
        return '<' + self.name + '>'
def work(n):
    print('working', n, stackless.current)
t = Named('T1', work)
print(t, t.alive, t.tempval is work)
print(t(5), t.alive, t.scheduled, t.tempval)
stackless.run()
print(t, t.alive, t.frame)
t.bind(work, (6,))
print(t.paused, t.scheduled)
t.run()
''', '''\
<T1> False True
<T1> True True None
working 5 <T1>
<T1> False None
True False
working 6 <T1>
''')


if __name__ == '__main__':
    unittest.main()
