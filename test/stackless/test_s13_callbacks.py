"""Section 13: schedule and channel callbacks."""
import contextlib
import io
import unittest

import stackless
from support import StacklessTestCase, needs_threads, outcome

RECURSIVE_SWITCH = 'RuntimeError: Recursive scheduler call due to callbacks!'
RECURSIVE_CHANNEL = 'RuntimeError: Recursive channel call due to callbacks!'


class ScheduleCallback(StacklessTestCase):
    """13.1"""

    def names_callback(self, prev, next):
        """Notes who switches to whom."""
        self.note('%s>%s' % (self.names[prev], self.names[next]))

    def switches(self, function, *args):
        """The switches that a call makes."""
        del self.log[:]
        stackless.set_schedule_callback(self.names_callback)
        try:
            outcome(function, *args)
        finally:
            stackless.set_schedule_callback(None)
        return ' '.join(entry for entry in self.log if '>' in entry)

    def test_S177_set_and_get(self):
        """The previous one is returned."""
        a, b = lambda prev, next: None, lambda prev, next: None
        self.assertIsNone(stackless.get_schedule_callback())
        self.assertIsNone(stackless.set_schedule_callback(a))
        self.assertIs(stackless.set_schedule_callback(b), a)
        self.assertIs(stackless.get_schedule_callback(), b)
        self.check_raises(TypeError, 'schedule callback must be callable', stackless.set_schedule_callback, 5)
        self.assertIs(stackless.set_schedule_callback(None), b)
        self.assertIsNone(stackless.get_schedule_callback())
        with self.assertRaises(TypeError):
            stackless.set_schedule_callback()
        with self.assertRaises(TypeError):
            stackless.set_schedule_callback(a, b)

    def test_S178_every_switch(self):
        """run, schedule, switch, blocking, transfer, throw, kill, end."""
        c = stackless.channel()
        t = self.ready('t', lambda: [stackless.schedule(), stackless.schedule_remove(), c.receive()])
        self.assertEqual(self.switches(stackless.schedule), 'main>t t>main')
        self.assertEqual(self.switches(stackless.schedule_remove), 'main>t t>main')
        self.assertEqual(self.switches(t.switch), 'main>t t>main')
        self.assertEqual(self.switches(c.send, 1), 'main>t t>main')
        self.ready('a')
        self.ready('b')
        self.assertEqual(self.switches(stackless.run), 'main>a a>b b>main')
        self.assertEqual(self.switches(self.paused('p').run), 'main>p p>main')
        self.assertEqual(self.switches(self.paused('p').kill), 'main>p p>main')
        self.assertEqual(self.switches(self.paused('p').throw, ValueError), 'main>p p>main')
        self.assertEqual(self.switches(self.paused('p').raise_exception, ValueError), 'main>p p>main')
        self.ready('q')
        self.assertEqual(self.switches(stackless.channel().receive), 'main>q q>main')
        c.preference = 1
        self.blocked_sender('s', c, 1)
        self.assertEqual(self.switches(c.receive), 'main>s s>main')
        c.schedule_all = 1
        self.blocked_receiver('r', c)
        self.ready('q')
        self.assertEqual(self.switches(c.send, 1), 'main>q q>r r>main')
        self.ready('l', lambda: stackless.channel().receive())
        self.assertEqual(self.switches(stackless.run), 'main>l l>main')
        self.assertEqual(self.switches(self.paused('p', lambda: self.paused('i').run()).run), 'main>p p>i i>p p>main')

    def test_S178_watchdog_interrupt(self):
        """It is a switch too."""
        self.ready('t', lambda: [None for number in range(100000)])
        self.assertEqual(self.switches(stackless.run, 100), 'main>t t>main')

    def test_S178_nothing_switches(self):
        """Then it is not called."""
        c = stackless.channel()
        c.preference = 0
        self.blocked_receiver('r', c)
        t = self.paused('t')
        calls = (stackless.schedule, stackless.schedule_remove, stackless.run, stackless.current.run,
                 stackless.current.switch, t.insert, t.remove, lambda: self.ready('u').remove(), lambda: c.send(1),
                 stackless.channel, stackless.tasklet)
        for call in calls:
            for queued in [x for x in self.names if x.scheduled and not x.is_main and not x.blocked]:
                queued.remove()
            self.assertEqual(self.switches(call), '')

    def test_S179_both_arguments_are_tasklets(self):
        """Also when a tasklet ends."""
        stackless.set_schedule_callback(lambda prev, next: self.note(prev, next))
        t = self.ready('t', int)
        stackless.run()
        self.assertEqual(self.log, [(stackless.main, t), (t, stackless.main)])

    @needs_threads
    def test_S179_starting_a_thread(self):
        """The callback is called with None and the thread's main."""
        import threading
        stackless.set_schedule_callback(lambda prev, next: self.note(prev, next, threading.get_ident()))
        mains = []
        thread = threading.Thread(target=lambda: mains.append((stackless.main, threading.get_ident())))
        thread.start()
        thread.join()
        stackless.set_schedule_callback(None)
        main, ident = mains[0]
        self.assertEqual(self.log, [(None, main, ident)])

    def test_S180_view_during_the_callback(self):
        """prev has not left yet; next shows where it goes on."""
        def callback(prev, next):
            frame = prev.frame
            next_name = next.frame and next.frame.f_code.co_name
            self.note(stackless.getcurrent() is prev, frame.f_code.co_name, next_name, next.tempval, prev.paused)
        def job():
            stackless.schedule_remove('value')
            stackless.set_schedule_callback(None)
        t = self.paused('t', job)
        stackless.set_schedule_callback(callback)
        t.run()
        t.run()
        self.assertEqual(self.log, [
            (True, 'callback', None, None, False),
            (True, 'callback', self._testMethodName, None, True),
            (True, 'callback', 'job', 'value', False)])

    def test_S181_callback_that_raises(self):
        """The switch takes place, the exception is reported."""
        def callback(prev, next):
            raise ValueError('in the callback')
        self.ready('t')
        stream = io.StringIO()
        with contextlib.redirect_stderr(stream):
            stackless.set_schedule_callback(callback)
            stackless.run()
            self.assertIs(stackless.set_schedule_callback(None), callback)
        self.assertEqual(self.log, ['t'])
        self.assertTrue(stream.getvalue().startswith("Exception ignored in: 'Error in scheduling callback'"))
        self.assertEqual(stream.getvalue().count('ValueError: in the callback'), 2)

    def test_S181_text_and_every_exception(self):
        """What a callback raises ends nothing, whatever it is; what it returns is ignored."""
        for error in (ValueError('v'), SystemExit(3), KeyboardInterrupt(), TaskletExit(), GeneratorExit(), StopIteration()):
            with self.subTest(repr(error)):
                def callback(prev, next):
                    raise error
                del self.log[:]
                self.ready('t')
                stream = io.StringIO()
                with contextlib.redirect_stderr(stream):
                    stackless.set_schedule_callback(callback)
                    self.assertEqual(stackless.schedule('value'), 'value')
                    stackless.set_schedule_callback(None)
                self.assertEqual(self.log, ['t'])
                lines = stream.getvalue().splitlines()
                self.assertEqual(lines[:2], ["Exception ignored in: 'Error in scheduling callback'",
                                             'Traceback (most recent call last):'])
                self.assertIn("in callback", lines[2])
                self.assertTrue(lines[-1].startswith(type(error).__name__))
        self.ready('t')
        stackless.set_schedule_callback(lambda prev, next: stackless.bomb(ValueError))
        self.assertEqual(stackless.schedule('value'), 'value')
        stackless.set_schedule_callback(None)

    def test_S182_what_is_allowed(self):
        """Trace functions, attributes, tempval; of who leaves and of who comes."""
        def tracer(frame, event, arg):
            if frame.f_code.co_name == 'traced':
                self.note(event)
            return tracer
        def callback(prev, next):
            for t in (prev, next):
                t.block_trap = True
                self.note(t.set_atomic(False), t.set_ignore_nesting(True))
            if next is t_traced:
                next.trace_function = tracer
                prev.tempval = 'changed'
            else:
                next.frame.f_trace = None
            stackless.set_schedule_callback(callback)
        def traced():
            pass
        t_traced = self.ready('t', traced)
        stackless.set_schedule_callback(callback)
        result = stackless.schedule('value')
        stackless.set_schedule_callback(None)
        stackless.main.block_trap = False
        stackless.main.set_ignore_nesting(False)
        self.assertEqual((result, t_traced.block_trap, t_traced.ignore_nesting), ('changed', True, True))
        self.assertEqual(self.log, [(False, False)] * 2 + ['call', 'line', 'return'] + [(False, True)] * 2)

    def test_S182_callback_must_not_switch(self):
        """The attempted operation raises."""
        c = stackless.channel()
        def callback(prev, next):
            for call in (stackless.schedule, stackless.schedule_remove, stackless.run, other.run, other.switch,
                         other.kill, c.receive):
                self.note(outcome(call))
            next.tempval = 'changed'
        other = self.paused('other')
        self.ready('t')
        self.ready('waiting')
        stackless.set_schedule_callback(callback)
        self.assertEqual(stackless.schedule('value'), 'changed')
        stackless.set_schedule_callback(None)
        self.assertEqual(self.log, [RECURSIVE_SWITCH] * 7 + ['t'] + [RECURSIVE_SWITCH] * 7 + ['waiting']
                         + [RECURSIVE_SWITCH] * 7)
        self.assertEqual((other.paused, c.balance), (True, 0))

    def test_S182_transfers_that_do_not_switch(self):
        """They are allowed, and what the suspended call is to return stays."""
        c = stackless.channel()
        c.preference = 0
        for watch in None, lambda *arguments: None:
            stackless.set_channel_callback(watch)
            self.addCleanup(stackless.set_channel_callback, None)
            del self.log[:]
            self.blocked_receiver('r', c)
            self.ready('t')
            def callback(prev, next):
                if c.balance < 0:
                    self.note(c.send('sent'))
            stackless.set_schedule_callback(callback)
            self.assertEqual(stackless.schedule('kept'), 'kept')
            stackless.set_schedule_callback(None)
            stackless.run()
            self.assertEqual(self.log, [None, 't', ('r', 'sent')])


class ChannelCallback(StacklessTestCase):
    """13.2"""

    def callback(self, channel, tasklet, sending, willblock):
        """Notes everything that may be read."""
        value = tasklet.tempval
        if isinstance(value, stackless.bomb):
            value = 'bomb'
        self.note(self.names[tasklet], sending, willblock, channel.balance, value)

    def operations(self, function, *args):
        """What the callback notes during a call."""
        del self.log[:]
        stackless.set_channel_callback(self.callback)
        try:
            outcome(function, *args)
        finally:
            stackless.set_channel_callback(None)
        return self.log

    def test_S183_set_and_get(self):
        """As for the schedule callback."""
        a = lambda *args: None
        self.assertIsNone(stackless.get_channel_callback())
        self.assertIsNone(stackless.set_channel_callback(a))
        self.assertIs(stackless.get_channel_callback(), a)
        self.check_raises(TypeError, 'channel callback must be callable', stackless.set_channel_callback, 5)
        self.assertIs(stackless.set_channel_callback(None), a)
        with self.assertRaises(TypeError):
            stackless.set_channel_callback()

    def test_S184_arguments(self):
        """Channel, acting tasklet, and two ints."""
        c = stackless.channel()
        def callback(*args):
            self.note(*args)
        t = self.ready('t', lambda: c.receive())
        stackless.set_channel_callback(callback)
        stackless.run()
        c.send(1)
        stackless.set_channel_callback(None)
        self.assertEqual(self.log, [(c, t, 0, 1), (c, stackless.main, 1, 0)])
        for entry in self.log:
            self.assertEqual([type(value) for value in entry[2:]], [int, int])

    def test_S184_every_operation(self):
        """Exceptions, items of a sequence, steps of an iteration."""
        c = stackless.channel()
        def sink():
            while True:
                with contextlib.suppress(ValueError):
                    c.receive()
        self.paused('sink', sink).run()
        self.assertEqual(self.operations(c.send_exception, ValueError),
                         [('main', 1, 0, -1, 'bomb'), ('sink', 0, 1, 0, None)])
        self.assertEqual(self.operations(c.send_throw, ValueError),
                         [('main', 1, 0, -1, 'bomb'), ('sink', 0, 1, 0, None)])
        self.assertEqual(self.operations(c.send_sequence, 'ab'),
                         [('main', 1, 0, -1, 'a'), ('sink', 0, 1, 0, None),
                          ('main', 1, 0, -1, 'b'), ('sink', 0, 1, 0, None)])
        d = stackless.channel()
        self.blocked_sender('s', d, 'x')
        d.close()
        self.assertEqual(self.operations(list, d), [('main', 0, 0, 1, None)])
        self.assertEqual(self.operations(next, d), [])

    def test_S185_before_the_operation(self):
        """The old balance; also for operations that then fail."""
        c = stackless.channel()
        self.assertEqual(self.operations(c.receive), [('main', 0, 1, 0, None)])
        self.assertEqual(self.operations(c.send, 'v'), [('main', 1, 1, 0, 'v')])
        c.close()
        self.assertEqual(self.operations(c.send, 'v'), [('main', 1, 1, 0, 'v')])
        c.open()
        stackless.current.block_trap = True
        try:
            self.assertEqual(self.operations(c.receive), [('main', 0, 1, 0, None)])
        finally:
            stackless.current.block_trap = False
        self.assertIsNone(stackless.current.tempval)

    def test_S185_tempval_of_the_acting_tasklet(self):
        """During a receive it is None, whatever it was, and is that again afterwards."""
        c = stackless.channel()
        c.preference = 0
        self.blocked_sender('s', c, 'sent')
        stackless.current.tempval = 'own'
        self.assertEqual(self.operations(lambda: self.note(c.receive())), [('main', 0, 0, 1, None), 'sent'])
        self.assertIsNone(self.operations(stackless.channel)[0:1] or None)
        c.close()
        stackless.current.tempval = 'own'
        self.assertEqual(self.operations(c.receive), [('main', 0, 1, 0, None)])
        self.assertEqual(self.operations(c.send, 'v'), [('main', 1, 1, 0, 'v')])
        self.assertEqual(stackless.current.tempval, 'own')
        stackless.current.tempval = None

    def test_S186_replacing_the_value(self):
        """tempval in the callback of a send is what is sent."""
        c = stackless.channel()
        def callback(channel, tasklet, sending, willblock):
            if sending:
                tasklet.tempval = tasklet.tempval * 2
        self.blocked_receiver('r', c)
        stackless.set_channel_callback(callback)
        c.send(5)
        self.ready('s', c.send, 6)
        self.assertEqual(c.receive(), 12)
        stackless.set_channel_callback(None)
        self.assertEqual(self.log, [('r', 10)])

    def test_S187_no_channel_operations_inside(self):
        """They raise; reading is fine."""
        c, d = stackless.channel(), stackless.channel()
        def callback(channel, *args):
            for other in (c, d):
                for call in (other.receive, lambda: other.send(1), lambda: next(other),
                             lambda: other.send_exception(ValueError), lambda: other.send_throw(ValueError),
                             lambda: other.send_sequence([1]), lambda: list(other)):
                    self.note(outcome(call))
            self.note(channel.balance, channel.queue is r, channel.preference)
        r = self.blocked_receiver('r', c)
        stackless.set_channel_callback(callback)
        c.send(5)
        stackless.set_channel_callback(None)
        self.assertEqual(self.log, [RECURSIVE_CHANNEL] * 14 + [(-1, True, -1), ('r', 5)])

    def test_S188_callback_that_raises(self):
        """The exception comes out of the method before it has any effect."""
        c = stackless.channel()
        def callback(*args):
            raise KeyError('k')
        r = self.blocked_receiver('r', c)
        stackless.set_channel_callback(callback)
        self.assertEqual(outcome(c.send, 1), "KeyError: 'k'")
        self.assertEqual((c.balance, r.blocked), (-1, True))
        d = stackless.channel()
        self.ready('t')
        self.assertEqual(outcome(d.receive), "KeyError: 'k'")
        self.assertEqual((d.balance, self.queue()), (0, ['main', 't']))
        stackless.set_channel_callback(None)
        c.send('after')
        self.assertIn(('r', 'after'), self.log)

    def test_S188_no_switching_inside(self):
        """A switch in the callback raises."""
        c = stackless.channel()
        self.ready('t')
        stackless.set_channel_callback(lambda *args: self.note(outcome(stackless.schedule)))
        self.ready('s', c.send, 1)
        self.assertEqual(c.receive(), 1)
        stackless.set_channel_callback(None)
        self.assertEqual(self.log[0], RECURSIVE_SWITCH)
        self.assertEqual(self.log.count(RECURSIVE_SWITCH), 2)


class Examples(StacklessTestCase):
    """The example programs of the section, with what they print."""

    def test_example_13_1(self):
        """Schedule callback."""
        self.check_example('''\
import stackless
names = {stackless.main: 'main'}
log = []
def cb(prev, next):
    log.append('%s>%s' % (names.get(prev), names.get(next)))
def f():
    stackless.schedule()
for n in 'ab':
    names[stackless.tasklet(f)()] = n
print(stackless.set_schedule_callback(cb), log)
stackless.run()
print(' '.join(log))
print(stackless.set_schedule_callback(None) is cb, stackless.get_schedule_callback())
''', '''\
None []
main>a a>b b>a a>b b>main
True None
''')

    def test_example_13_2(self):
        """Channel callback."""
        self.check_example('''\
import stackless
def cb(channel, tasklet, sending, willblock):
    print('send' if sending else 'recv', willblock, channel.balance, tasklet.tempval, tasklet.is_main)
c = stackless.channel()
stackless.set_channel_callback(cb)
r = stackless.tasklet(c.receive)()
stackless.run()
c.send('value')
stackless.set_channel_callback(None)
''', '''\
recv 1 0 None False
send 0 -1 value True
''')


if __name__ == '__main__':
    unittest.main()
