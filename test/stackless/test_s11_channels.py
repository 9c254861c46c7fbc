"""Section 11: channels."""
import gc
import pickle
import traceback
import unittest

import stackless
from support import StacklessTestCase, needs_threads, outcome, waiters

CLOSED = 'ValueError: Send/receive operation on a closed channel'


def items_from(channel):
    """A generator that waits for its second item."""
    yield 'first'
    yield channel.receive()


def send_items(channel, source):
    """Sends two items, and then their number."""
    channel.send(channel.send_sequence(items_from(source)))


class Object(StacklessTestCase):
    """11.1"""

    def test_S143_initial_values(self):
        """Arguments are ignored."""
        class Named(stackless.channel):
            def __init__(self, name):
                self.name = name
        for c in (stackless.channel(), stackless.channel(1, 2, a=3), Named('n')):
            self.assertEqual((c.balance, c.queue, c.preference, c.schedule_all), (0, None, -1, 0))
            self.assertIs(c.closing, False)
            self.assertIs(c.closed, False)

    def test_S144_balance_and_queue(self):
        """Number and first of the waiting tasklets; read-only."""
        c, d = stackless.channel(), stackless.channel()
        a, b = self.blocked_receiver('a', c), self.blocked_receiver('b', c)
        e, f = self.blocked_sender('e', d, 1), self.blocked_sender('f', d, 2)
        self.assertEqual((c.balance, d.balance), (-2, 2))
        self.assertIs(c.queue, a)
        self.assertIs(d.queue, e)
        self.assertEqual((self.waiting(c), self.waiting(d)), (['a', 'b'], ['e', 'f']))
        for name in ('balance', 'queue', 'closing', 'closed'):
            with self.assertRaises(AttributeError):
                setattr(c, name, getattr(c, name))

    def test_S145_preference(self):
        """Stored by its sign."""
        c = stackless.channel()
        for value, expected in ((5, 1), (-5, -1), (0, 0), (True, 1), (False, 0)):
            c.preference = value
            self.assertEqual(c.preference, expected)
            self.assertIs(type(c.preference), int)
        for bad in ('1', None, 1.0):
            self.check_raises(TypeError, 'preference must be set to an integer', setattr, c, 'preference', bad)

    def test_S146_schedule_all(self):
        """Reads as 0 or 1."""
        c = stackless.channel()
        for value, expected in ((5, 1), (-5, 1), (0, 0), (True, 1), (False, 0)):
            c.schedule_all = value
            self.assertEqual(c.schedule_all, expected)
            self.assertIs(type(c.schedule_all), int)
        for bad in ('1', None, 1.0):
            self.check_raises(TypeError, 'preference must be set to a bool or integer',
                              setattr, c, 'schedule_all', bad)

    def test_S147_large_integers(self):
        """By sign and truth."""
        c = stackless.channel()
        for value, expected in ((10 ** 30, 1), (-10 ** 30, -1)):
            c.preference = value
            c.schedule_all = value
            self.assertEqual((c.preference, c.schedule_all), (expected, 1))


class SendReceive(StacklessTestCase):
    """11.2"""

    def test_S148_results_and_arguments(self):
        """send returns None, receive the value."""
        c = stackless.channel()
        self.ready('s', lambda: self.note(c.send('value')))
        self.assertEqual(c.receive(), 'value')
        stackless.run()
        self.assertEqual(self.log, [None])
        for call in (lambda: c.send(), lambda: c.send(1, 2), lambda: c.send(value=1), lambda: c.receive(1)):
            with self.assertRaises(TypeError):
                call()
        self.assertEqual(c.balance, 0)

    def test_S149_first_in_first_out(self):
        """The first waiting partner is taken."""
        c = stackless.channel()
        for name in 'abc':
            self.blocked_receiver(name, c)
        for value in (1, 2, 3):
            c.send(value)
        self.assertEqual(self.log, [('a', 1), ('b', 2), ('c', 3)])
        for name in 'abc':
            self.blocked_sender(name, c, name)
        self.assertEqual([c.receive() for i in range(3)], ['a', 'b', 'c'])

    def test_S149_with_a_partner_traps_do_not_matter(self):
        """Also with block_trap set and on a closing channel."""
        c = stackless.channel()
        self.blocked_receiver('r', c)
        c.close()
        stackless.current.block_trap = True
        try:
            c.send(1)
            self.assertEqual(outcome(c.send, 2), 'RuntimeError: this tasklet does not like to be blocked.')
        finally:
            stackless.current.block_trap = False
        self.assertEqual(self.log, [('r', 1)])

    def test_S149_receiving_with_a_partner(self):
        """A waiting sender is served whatever the traps, by receive and by iteration, and whatever it sends."""
        c = stackless.channel()
        self.blocked_sender('a', c, 1)
        self.blocked_sender('b', c, 2)
        self.ready('e', c.send_exception, KeyError, 'k').run()
        c.close()
        stackless.current.block_trap = True
        try:
            self.assertEqual((c.receive(), next(c), outcome(c.receive)), (1, 2, "KeyError: 'k'"))
            self.assertEqual(outcome(c.receive), 'RuntimeError: this tasklet does not like to be blocked.')
        finally:
            stackless.current.block_trap = False
        stackless.run()
        self.assertEqual(self.log, ['a', 'b'])

    def test_S150_checks_without_a_partner(self):
        """block_trap first, then closing, then deadlock."""
        c = stackless.channel()
        c.close()
        stackless.current.block_trap = True
        try:
            self.assertEqual(outcome(c.receive), 'RuntimeError: this tasklet does not like to be blocked.')
        finally:
            stackless.current.block_trap = False
        for call in (c.receive, lambda: c.send(1), lambda: c.send_exception(KeyError),
                     lambda: c.send_throw(KeyError), lambda: c.send_sequence([1])):
            self.assertEqual(outcome(call), CLOSED)
        self.assertEqual(c.balance, 0)

    def test_S150_blocking(self):
        """The tasklet joins the list and the next ready one runs."""
        c = stackless.channel()
        t = self.ready('t', c.receive)
        self.ready('u', lambda: self.note(self.queue(), self.waiting(c)))
        stackless.schedule()
        self.assertEqual(self.log, [(['u', 'main'], ['t'])])
        self.assertTrue(t.blocked)

    def test_S151_leaving_the_list(self):
        """Killing the middle one of three keeps the others' order."""
        for pending in (False, True):
            c = stackless.channel()
            a, b, d = (self.blocked_receiver(name, c) for name in 'abd')
            b.kill(pending)
            self.assertEqual((self.waiting(c), c.balance), (['a', 'd'], -2))
            a.throw(TaskletExit)
            self.assertEqual((self.waiting(c), c.balance), (['d'], -1))
            d.kill()
            self.assertEqual((c.queue, c.balance), (None, 0))
            stackless.run()

    def test_S151_exception_routed_to_main(self):
        """Main leaves the list, other waiters stay."""
        c = stackless.channel()
        t = self.blocked_receiver('t', c)
        self.ready('bad', lambda: 1 / 0)
        with self.assertRaises(ZeroDivisionError):
            c.receive()
        self.assertEqual((self.waiting(c), c.balance), (['t'], -1))

    def test_S151_senders_leave_the_list(self):
        """In whatever way: thrown at, by error() and kill(), in front, in the middle and at the end."""
        c = stackless.channel()
        tasklets = [self.blocked_sender(name, c, name) for name in 'abcde']
        tasklets[2].kill()
        self.assertEqual(self.waiting(c), ['a', 'b', 'd', 'e'])
        self.assertEqual(outcome(tasklets[0].throw, KeyError, 'k'), "KeyError: 'k'")
        self.assertEqual((self.waiting(c), c.queue), (['b', 'd', 'e'], tasklets[1]))
        self.assertEqual(outcome(tasklets[4].raise_exception, ValueError, 'v'), 'ValueError: v')
        self.assertEqual((self.waiting(c), c.balance), (['b', 'd'], 2))
        self.assertEqual([c.receive(), c.receive()], ['b', 'd'])
        stackless.run()
        self.assertEqual(self.log, ['b', 'd'])

    def test_S152_unbuffered(self):
        """A sender waits until the receiver has arrived."""
        c = stackless.channel()
        def sender():
            for value in range(3):
                c.send(value)
                self.note('sent', value)
        self.ready('s', sender)
        stackless.run()
        self.assertEqual((self.log, c.balance), ([], 1))
        for value in range(3):
            self.assertEqual(c.receive(), value)
            stackless.run()
        self.assertEqual(self.log, [('sent', 0), ('sent', 1), ('sent', 2)])


# S156: preference, schedule_all, queue right after send with P receiving, queue right after receive with P sending.
TRANSFERS = (
    (-1, 0, 'PXYA', 'AXYP'),
    (0, 0, 'AXYP', 'AXYP'),
    (1, 0, 'AXYP', 'PXYA'),
    (-1, 1, 'XYPA', 'XYPA'),
    (0, 1, 'XYPA', 'XYPA'),
    (1, 1, 'XYPA', 'XYPA'),
)
# S158: the order of a whole run, A1 and A2 before and after the operation of A.
RUNS = (
    (-1, 0, 'A1 W X Y A2', 'A1 A2 X Y W'),
    (0, 0, 'A1 A2 X Y W', 'A1 A2 X Y W'),
    (1, 0, 'A1 A2 X Y W', 'A1 W X Y A2'),
    (-1, 1, 'A1 X Y W A2', 'A1 X Y W A2'),
    (0, 1, 'A1 X Y W A2', 'A1 X Y W A2'),
    (1, 1, 'A1 X Y W A2', 'A1 X Y W A2'),
)


class Scheduling(StacklessTestCase):
    """11.3"""

    def channel(self, preference, schedule_all=0):
        """A channel with these settings."""
        c = stackless.channel()
        c.preference, c.schedule_all = preference, schedule_all
        return c

    def queue_after(self, operation, c, others='XY'):
        """The first queue seen after A's operation, which meets the waiting P, in [A X Y]."""
        del self.log[:]
        def look():
            self.note(''.join(self.queue()))
        def partner():
            c.receive() if operation == 'send' else c.send(0)
            look()
        def actor():
            c.send(0) if operation == 'send' else c.receive()
            look()
        self.paused('P', partner).run()
        self.ready('A', actor)
        for name in others:
            self.ready(name, look)
        stackless.run()
        return self.log[0]

    def test_S153_preferred_partner_runs_at_once(self):
        """[A X Y] becomes [P X Y A]."""
        self.assertEqual(self.queue_after('send', self.channel(-1)), 'PXYA')
        self.assertEqual(self.queue_after('receive', self.channel(1)), 'PXYA')

    def test_S154_otherwise_the_actor_continues(self):
        """[A X Y] becomes [A X Y P]."""
        self.assertEqual(self.queue_after('send', self.channel(0)), 'AXYP')
        self.assertEqual(self.queue_after('send', self.channel(1)), 'AXYP')
        self.assertEqual(self.queue_after('receive', self.channel(0)), 'AXYP')
        self.assertEqual(self.queue_after('receive', self.channel(-1)), 'AXYP')

    def test_S155_schedule_all(self):
        """[A X Y] becomes [X Y P A], and [A] becomes [P A]."""
        for operation in ('send', 'receive'):
            for preference in (-1, 0, 1):
                self.assertEqual(self.queue_after(operation, self.channel(preference, 1)), 'XYPA')
                self.assertEqual(self.queue_after(operation, self.channel(preference, 1), ''), 'PA')

    def test_S156_table(self):
        """All cells of the table."""
        for preference, schedule_all, send, receive in TRANSFERS:
            with self.subTest(preference=preference, schedule_all=schedule_all):
                c = self.channel(preference, schedule_all)
                self.assertEqual(self.queue_after('send', c), send)
                self.assertEqual(self.queue_after('receive', c), receive)

    def test_S157_main_as_actor(self):
        """The same table with main in A's place."""
        for preference, schedule_all, send, receive in TRANSFERS:
            for operation, expected in (('send', send), ('receive', receive)):
                with self.subTest(preference=preference, schedule_all=schedule_all, operation=operation):
                    del self.log[:]
                    c = self.channel(preference, schedule_all)
                    look = lambda: self.note(''.join(self.queue()).replace('main', 'A'))
                    def partner():
                        c.receive() if operation == 'send' else c.send(0)
                        look()
                    self.paused('P', partner).run()
                    self.ready('X', look)
                    self.ready('Y', look)
                    c.send(0) if operation == 'send' else c.receive()
                    look()
                    stackless.run()
                    self.assertEqual(self.log[0], expected)

    def test_S158_whole_runs(self):
        """The order of all events."""
        for preference, schedule_all, send, receive in RUNS:
            for operation, expected in (('send', send), ('receive', receive)):
                with self.subTest(preference=preference, schedule_all=schedule_all, operation=operation):
                    del self.log[:]
                    c = self.channel(preference, schedule_all)
                    def waiter():
                        c.receive() if operation == 'send' else c.send(0)
                        self.note('W')
                    def actor():
                        self.note('A1')
                        c.send(0) if operation == 'send' else c.receive()
                        self.note('A2')
                    self.paused('W', waiter).run()
                    self.ready('A', actor)
                    self.ready('X')
                    self.ready('Y')
                    stackless.run()
                    self.assertEqual(' '.join(self.log), expected)

    def test_S159_blocking(self):
        """[A X Y] becomes [X Y]."""
        c = stackless.channel()
        self.ready('A', c.receive)
        for name in 'XY':
            self.ready(name, lambda: self.note(''.join(self.queue())))
        stackless.run()
        self.assertEqual(self.log, ['XY', 'Y'])

    @needs_threads
    def test_S160_partner_of_another_thread(self):
        """The actor goes on whatever the preference, and the partner is last in its own thread, which is woken."""
        import threading
        for operation in 'send', 'receive':
            for preference, schedule_all, send, receive in TRANSFERS:
                with self.subTest(preference=preference, schedule_all=schedule_all, operation=operation):
                    c, wake = self.channel(preference, schedule_all), stackless.channel()
                    ready, got = threading.Event(), []
                    def partner():
                        got.append(c.receive() if operation == 'send' else c.send('value'))
                    def target():
                        stackless.tasklet(partner)()
                        stackless.run()
                        stackless.tasklet(wake.receive)()
                        stackless.schedule()
                        ready.set()
                        wake.receive()
                        got.append('main')
                        stackless.run()
                    thread = threading.Thread(target=target)
                    thread.start()
                    ready.wait()
                    self.ready('X')
                    with stackless.atomic():
                        wake.send(1)
                        wake.send(2)
                        result = c.send('value') if operation == 'send' else c.receive()
                    self.assertEqual((self.log, self.queue()), ([], ['main', 'X']))
                    thread.join()
                    self.assertEqual((result, got), (None, ['main', 'value']) if operation == 'send' else ('value', ['main', None]))
                    stackless.run()
                    del self.log[:]


class SendingExceptions(StacklessTestCase):
    """11.4"""

    def received(self, operation, *args):
        """The exception that receive raises, for a waiting and for an arriving receiver."""
        c = stackless.channel()
        def receiver():
            try:
                self.note(c.receive())
            except BaseException as error:
                self.note(error)
        del self.log[:]
        self.ready('r', receiver)
        stackless.run()
        self.assertIsNone(getattr(c, operation)(*args))
        self.ready('s', getattr(c, operation), *args)
        stackless.run()
        self.ready('r', receiver)
        stackless.run()
        first, second = self.log
        self.assertEqual(repr(first), repr(second))
        return first

    def test_S161_send_exception(self):
        """The receiver's call raises exc(*args)."""
        self.assertEqual(repr(self.received('send_exception', ValueError, 1, 2)), 'ValueError(1, 2)')
        self.assertEqual(repr(self.received('send_exception', KeyboardInterrupt)), 'KeyboardInterrupt()')
        self.assertEqual(repr(self.received('send_exception', StopIteration, 5)), 'StopIteration(5)')

    def test_S161_errors(self):
        """Only exception classes; positional only."""
        c = stackless.channel()
        text = 'channel.send_exception needs Exception or string subclass as first parameter'
        for bad in (ValueError(), int, 5, 's', None):
            self.check_raises(TypeError, text, c.send_exception, bad)
        self.check_raises(TypeError, 'send_exception() takes at least 1 argument', c.send_exception)
        with self.assertRaises(TypeError):
            c.send_exception(exc=ValueError)
        with self.assertRaises(TypeError):
            c.send_exception(ValueError, value=1)
        self.assertEqual((c.balance, c.queue), (0, None))

    def test_S162_send_throw(self):
        """The exception is described as for throw."""
        error = UnicodeError('u')
        self.assertIs(self.received('send_throw', error), error)
        self.assertIs(self.received('send_throw', ValueError, error), error)
        self.assertEqual(repr(self.received('send_throw', ValueError)), 'ValueError()')
        self.assertEqual(repr(self.received('send_throw', ValueError, (1, 2))), 'ValueError(1, 2)')
        self.assertEqual(repr(self.received('send_throw', ValueError, 'text', None)), "ValueError('text')")

    def test_S162_errors(self):
        """The same three messages; positional only."""
        c = stackless.channel()
        self.check_raises(TypeError, 'instance exception may not have a separate value',
                          c.send_throw, ValueError(), 1)
        self.check_raises(TypeError, 'third argument must be a traceback object',
                          c.send_throw, ValueError, None, 1)
        for bad, name in ((5, 'int'), ('s', 'str'), (None, 'NoneType'), (int, 'type')):
            self.check_raises(TypeError, 'exceptions must be classes, or instances, not ' + name, c.send_throw, bad)
        for call in (lambda: c.send_throw(), lambda: c.send_throw(exc=ValueError),
                     lambda: c.send_throw(ValueError, None, None, None)):
            with self.assertRaises(TypeError):
                call()

    def test_S162_traceback_is_kept(self):
        """The receiver comes first, then the original frames."""
        c = stackless.channel()
        def origin():
            raise ValueError('v')
        try:
            origin()
        except ValueError as error:
            value, tb = error, error.__traceback__
        def receiver():
            try:
                c.receive()
            except ValueError as error:
                self.note(*[frame.name for frame in traceback.extract_tb(error.__traceback__)])
        self.ready('r', receiver)
        stackless.run()
        c.send_throw(ValueError, value, tb)
        self.assertEqual(self.log, [('receiver', 'test_S162_traceback_is_kept', 'origin')])
        del self.log[:]
        self.ready('s', c.send_throw, ValueError, value, tb)
        self.ready('r', receiver)
        stackless.run()
        self.assertEqual(self.log, [('receiver', 'test_S162_traceback_is_kept', 'origin')])

    def test_S162_scheduling_is_that_of_send(self):
        """For both methods, whatever the channel's settings."""
        for name in 'send_exception', 'send_throw':
            for preference, schedule_all, expected, _ in TRANSFERS:
                with self.subTest(name, preference=preference, schedule_all=schedule_all):
                    del self.log[:]
                    c = stackless.channel()
                    c.preference, c.schedule_all = preference, schedule_all
                    def look():
                        self.note(''.join(self.queue()))
                    def partner():
                        self.assertEqual(outcome(c.receive), 'ValueError: v')
                        look()
                    def actor():
                        self.assertIsNone(getattr(c, name)(ValueError, 'v'))
                        look()
                    self.paused('P', partner).run()
                    self.ready('A', actor)
                    self.ready('X', look)
                    self.ready('Y', look)
                    stackless.run()
                    self.assertEqual(self.log[0], expected)

    def test_S163_invalid_arguments_disturb_nothing(self):
        """A waiting receiver goes on waiting."""
        c = stackless.channel()
        r = self.blocked_receiver('r', c)
        for call in (lambda: c.send_exception(5), lambda: c.send_throw(5), lambda: c.send_exception()):
            with self.assertRaises(TypeError):
                call()
        self.assertEqual((r.blocked, c.balance, self.log), (True, -1, []))
        for call in (lambda: c.send_throw(ValueError(), 1), lambda: c.send_throw(ValueError, None, 1), lambda: c.send_throw(),
                     lambda: c.send(), lambda: c.send_sequence(5)):
            with self.assertRaises(TypeError):
                call()
        self.assertEqual((r.blocked, c.balance, self.log), (True, -1, []))

    def test_S164_no_context_and_a_bomb(self):
        """No context from the sender; a blocked sender holds a bomb."""
        c = stackless.channel()
        def sender(operation):
            try:
                raise OSError
            except OSError:
                getattr(c, operation)(ValueError)
        for operation in ('send_exception', 'send_throw'):
            t = self.ready('s', sender, operation)
            stackless.run()
            self.assertIsInstance(t.tempval, stackless.bomb)
            self.assertIs(t.tempval.type, ValueError)
            with self.assertRaises(ValueError) as caught:
                c.receive()
            self.assertIsNone(caught.exception.__context__)
            stackless.run()


class Sequences(StacklessTestCase):
    """11.5"""

    def test_S165_send_sequence(self):
        """Sends every item and returns their number."""
        c = stackless.channel()
        def items():
            for value in 'xyz':
                self.note('take ' + value)
                yield value
        def receiver():
            while True:
                self.note(c.receive())
        self.ready('r', receiver)
        stackless.run()
        self.assertEqual(c.send_sequence(items()), 3)
        self.assertEqual(self.log, ['take x', 'x', 'take y', 'y', 'take z', 'z'])
        self.assertEqual(c.send_sequence([]), 0)
        self.assertEqual(c.send_sequence({1: 2}), 1)

    def test_S165_errors(self):
        """Of the iterator and of send; what was sent stays sent."""
        c = stackless.channel()
        def items():
            yield 1
            raise KeyError('k')
        self.blocked_receiver('r', c)
        self.assertEqual(outcome(c.send_sequence, items()), "KeyError: 'k'")
        self.assertEqual(self.log, [('r', 1)])
        self.blocked_receiver('r', c)
        c.close()
        self.assertEqual(outcome(c.send_sequence, [2, 3]), CLOSED)
        self.assertEqual(self.log, [('r', 1), ('r', 2)])
        for call in (lambda: c.send_sequence(5), lambda: c.send_sequence(), lambda: c.send_sequence([], [])):
            with self.assertRaises(TypeError):
                call()

    def test_S166_generators_that_switch(self):
        """The sequence may itself switch and use channels."""
        c, d = stackless.channel(), stackless.channel()
        def items():
            for i in range(3):
                stackless.schedule()
                yield d.receive()
        self.ready('source', d.send_sequence, 'abc')
        self.ready('middle', lambda: self.note(c.send_sequence(items())))
        def sink():
            for i in range(3):
                self.note(c.receive())
        self.ready('sink', sink)
        stackless.run()
        self.assertEqual(sorted(map(str, self.log)), ['3', 'a', 'b', 'c'])
        self.assertEqual([entry for entry in self.log if entry != 3], ['a', 'b', 'c'])

    def test_S166_picklable(self):
        """A tasklet that is blocked inside, while it sends and while its generator waits."""
        c, d = stackless.channel(), stackless.channel()
        t = self.ready('t', send_items, c, d)
        stackless.run()
        self.assertEqual((c.balance, d.balance), (1, 0))
        t2, c2, d2 = pickle.loads(pickle.dumps((t, c, d)))
        self.named('t2', t2)
        self.assertEqual(c2.receive(), 'first')
        stackless.run()
        self.assertEqual((c2.balance, d2.balance, c.balance), (0, -1, 1))
        t3, c3, d3 = pickle.loads(pickle.dumps((t2, c2, d2)))
        self.named('t3', t3)
        for channel, source, tasklet in ((c2, d2, t2), (c3, d3, t3)):
            source.send('second')
            stackless.run()
            self.assertEqual(channel.receive(), 'second')
            stackless.run()
            self.assertEqual((channel.receive(), tasklet.alive), (2, True))
            stackless.run()
            self.assertFalse(tasklet.alive)

    def test_S167_iteration(self):
        """iter(c) is c, next(c) is receive()."""
        c = stackless.channel()
        self.assertIs(iter(c), c)
        self.blocked_sender('s', c, 'value')
        self.assertEqual(next(c), 'value')
        stackless.run()
        self.assertEqual(outcome(next, c), 'RuntimeError: Deadlock: the last runnable tasklet cannot be blocked.')

    def test_S167_next_on_a_closing_channel(self):
        """StopIteration unless a sender waits."""
        c, d = stackless.channel(), stackless.channel()
        self.blocked_sender('s', c, 1)
        self.blocked_receiver('r', d)
        c.close()
        d.close()
        self.assertEqual(next(c), 1)
        with self.assertRaises(StopIteration):
            next(c)
        with self.assertRaises(StopIteration):
            next(d)
        self.assertEqual(d.balance, -1)

    def test_S168_ending_a_loop(self):
        """By sending StopIteration; closing does not wake it."""
        c = stackless.channel()
        def loop():
            for value in c:
                self.note(value)
            self.note('ended')
        t = self.ready('t', loop)
        stackless.run()
        c.send(1)
        c.close()
        stackless.run()
        self.assertEqual((self.log, t.blocked, c.closed), ([1], True, False))
        c.send(2)
        self.assertEqual((self.log, t.alive), ([1, 2, 'ended'], False))
        c.open()
        t = self.ready('t', loop)
        stackless.run()
        c.send_exception(StopIteration)
        self.assertEqual((self.log, t.alive), ([1, 2, 'ended', 'ended'], False))

    def test_S169_overridden_methods(self):
        """send_sequence does not call them, nor does iteration; explicit calls do."""
        note = self.note
        class Loud(stackless.channel):
            def send(self, value):
                note('send')
                super().send(value)
            def receive(self):
                note('receive')
                return super().receive()
        c = Loud()
        self.ready('s', c.send_sequence, [1])
        self.assertEqual(next(c), 1)
        stackless.run()
        self.assertEqual(self.log, [])
        self.ready('s', c.send, 2)
        self.assertEqual(c.receive(), 2)
        stackless.run()
        self.assertEqual(self.log, ['receive', 'send'])


class Closing(StacklessTestCase):
    """11.6"""

    def test_S170_close_and_open(self):
        """They set and clear closing; closed needs an empty list too."""
        c = stackless.channel()
        self.assertIsNone(c.close())
        self.assertEqual((c.closing, c.closed), (True, True))
        self.assertIsNone(c.close())
        self.assertIsNone(c.open())
        self.assertEqual((c.closing, c.closed), (False, False))
        self.blocked_receiver('r', c)
        c.close()
        self.assertEqual((c.closing, c.closed), (True, False))
        for method in (c.close, c.open):
            with self.assertRaises(TypeError):
                method(1)

    def test_S171_operations_on_a_closing_channel(self):
        """With a partner they succeed, those that would block raise."""
        c = stackless.channel()
        r = self.blocked_receiver('r', c)
        c.close()
        self.assertTrue(r.blocked)
        self.assertEqual(outcome(c.receive), CLOSED)
        c.send(1)
        self.assertEqual(self.log, [('r', 1)])
        self.assertEqual(outcome(c.send, 1), CLOSED)
        self.assertTrue(c.closed)

    def test_S171_iteration_takes_waiting_senders(self):
        """Then it stops."""
        c = stackless.channel()
        for name in 'abc':
            self.blocked_sender(name, c, name)
        c.close()
        self.assertEqual(list(c), ['a', 'b', 'c'])
        self.assertEqual(list(c), [])


class Lifetime(StacklessTestCase):
    """11.7"""

    def test_S172_channel_without_references(self):
        """run() returns, and no exception is raised in the tasklet."""
        def job():
            try:
                stackless.channel().receive()
            except BaseException as error:
                self.note(error)
                raise
        stackless.tasklet(job)()
        t = stackless.tasklet(job)()
        self.assertIsNone(stackless.run())
        gc.collect()
        self.assertEqual(self.log, [])
        self.assertTrue(t.blocked or t.paused)
        t.bind_thread()
        if t.blocked:
            t.kill()
            self.assertEqual(len(self.log), 1)


class Examples(StacklessTestCase):
    """The example programs of the section, with what they print."""

    def test_example_11_3(self):
        """Scheduling after a transfer."""
        self.check_example('''\
import stackless
def trace(pref, schedule_all, waiter_receives):
    out = []
    c = stackless.channel()
    c.preference, c.schedule_all = pref, schedule_all
    def waiter():
        c.receive() if waiter_receives else c.send(0)
        out.append('W')
    def actor():
        out.append('A1')
        c.send(0) if waiter_receives else c.receive()
        out.append('A2')
    stackless.tasklet(waiter)().run()
    stackless.tasklet(actor)()
    stackless.tasklet(out.append)('X')
    stackless.tasklet(out.append)('Y')
    stackless.run()
    return ' '.join(out)
for receives in (True, False):
    for pref, sa in ((-1, 0), (0, 0), (1, 0), (-1, 1)):
        print('send   ' if receives else 'receive', pref, sa, trace(pref, sa, receives))
''', '''\
send    -1 0 A1 W X Y A2
send    0 0 A1 A2 X Y W
send    1 0 A1 A2 X Y W
send    -1 1 A1 X Y W A2
receive -1 0 A1 A2 X Y W
receive 0 0 A1 A2 X Y W
receive 1 0 A1 W X Y A2
receive -1 1 A1 X Y W A2
''')

    def test_example_11_6(self):
        """close and open."""
        self.check_example('''\
import stackless
c = stackless.channel()
def sender(n):
    c.send(n)
for i in (1, 2, 3):
    stackless.tasklet(sender)(i)
stackless.run()
c.close()
print(c.balance, c.closing, c.closed)
print(list(c), c.closed)
try:
    c.send(4)
except ValueError as e:
    print(e)
c.open()
def receiver():
    for v in c:
        print('item', v)
    print('loop ended')
r = stackless.tasklet(receiver)()
stackless.run()
print(c.send_sequence('xy'))
c.send_exception(StopIteration)
print(r.alive)
''', '''\
3 True False
[1, 2, 3] True
Send/receive operation on a closed channel
item x
item y
2
loop ended
False
''')


if __name__ == '__main__':
    unittest.main()
