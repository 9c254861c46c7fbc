"""Tasklets and channels on greenlets: as much of `stackless` as the benchmarks use, for CPython.

Put on the path of a CPython that has greenlet, it runs the same programs, so that the comparison is one of switching
and memory. Every tasklet is a greenlet and switches directly to the next; there is no scheduler in between.
"""
from collections import deque

from greenlet import getcurrent, greenlet

_main = getcurrent()
_ready = deque()


def _next():
    """Gives control to whoever is first in the queue."""
    if not _ready:
        raise RuntimeError('Deadlock: the last runnable tasklet cannot be blocked.')
    return _ready.popleft().switch()


class tasklet:
    __slots__ = ('function',)

    def __init__(self, function):
        self.function = function

    def __call__(self, *args):
        function = self.function
        maker = getcurrent()

        def body():
            maker.switch()
            function(*args)
            # A finished greenlet goes on in its parent, so the parent is whoever is to run next.
            getcurrent().parent = _ready.popleft() if _ready else _main

        # It is started here, because a greenlet's host stack begins where it is started from.
        started = greenlet(body, _main)
        started.switch()
        _ready.append(started)
        return self


class channel:
    __slots__ = ('balance', 'queue')

    def __init__(self):
        self.balance = 0
        self.queue = deque()

    def send(self, value):
        self.balance += 1
        if self.balance <= 0:
            receiver, cell = self.queue.popleft()
            cell.append(value)
            _ready.append(getcurrent())
            receiver.switch()
        else:
            self.queue.append((getcurrent(), value))
            _next()

    def receive(self):
        self.balance -= 1
        if self.balance >= 0:
            sender, value = self.queue.popleft()
            _ready.append(sender)
            return value
        cell = []
        self.queue.append((getcurrent(), cell))
        _next()
        return cell[0]


def schedule():
    _ready.append(getcurrent())
    _next()


def run():
    """Runs until nothing but the main greenlet is left to run."""
    while _ready:
        _ready.append(_main)
        _next()
