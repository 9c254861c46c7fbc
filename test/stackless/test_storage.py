"""What tasklets store: most have a few fields, and those with more to say keep it all the same."""
import sys
import unittest

import stackless


class TestStorage(unittest.TestCase):
    """Values that are sent, set and kept while tasklets are blocked, in each place where they may be stored."""

    def tearDown(self):
        stackless.run()

    def test_what_senders_send(self):
        """The first that waits leaves its value with the channel, the others keep theirs."""
        channel = stackless.channel()
        first, second, third = [stackless.tasklet(channel.send)(value) for value in ('a', None, 'c')]
        stackless.run()
        self.assertEqual([first.tempval, second.tempval, third.tempval], ['a', None, 'c'])
        first.kill()
        self.assertEqual([second.tempval, third.tempval], [None, 'c'])
        second.tempval = 'b'
        third.tempval = 'C'
        self.assertEqual([channel.receive(), channel.receive()], ['b', 'C'])

    def test_what_a_channel_keeps(self):
        """A value that was taken, or withdrawn, is not sent again."""
        channel = stackless.channel()
        t = stackless.tasklet(channel.send)('withdrawn')
        stackless.run()
        t.kill()
        t = stackless.tasklet(channel.send)(None)
        stackless.run()
        self.assertIsNone(t.tempval)
        self.assertIsNone(channel.receive())

    def test_tempval_of_receivers(self):
        """It can be set, and does not stand in the way of what is received."""
        channel = stackless.channel()
        received = []

        def receiver():
            received.append(channel.receive())

        receivers = [stackless.tasklet(receiver)(), stackless.tasklet(receiver)()]
        stackless.run()
        for t in receivers:
            t.tempval = 5
        self.assertEqual([t.tempval for t in receivers], [5, 5])
        channel.send(1)
        channel.send(2)
        stackless.run()
        self.assertEqual(received, [1, 2])
        self.assertEqual(channel.balance, 0)

    def test_many_frames(self):
        """More than fit in a small number."""
        limit = sys.getrecursionlimit()
        sys.setrecursionlimit(1_000_000)
        self.addCleanup(sys.setrecursionlimit, limit)
        channel = stackless.channel()

        def descend(n):
            return channel.receive() if n == 0 else descend(n - 1)

        t = stackless.tasklet(descend)(200_000)
        stackless.run()
        self.assertEqual(t.recursion_depth, 200_001)
        channel.send(1)
        stackless.run()
        self.assertFalse(t.alive)

    def test_exception_being_handled(self):
        """It is known again each time the tasklet goes on."""
        channel = stackless.channel()
        handled = []

        def handler():
            try:
                1 / 0
            except ZeroDivisionError:
                for _ in range(2):
                    channel.receive()
                    handled.append(type(sys.exception()))

        stackless.tasklet(handler)()
        stackless.run()
        channel.send(None)
        stackless.run()
        channel.send(None)
        stackless.run()
        self.assertEqual(handled, [ZeroDivisionError] * 2)
        self.assertIsNone(sys.exception())


if __name__ == '__main__':
    unittest.main()
