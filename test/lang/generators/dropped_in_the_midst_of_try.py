# A generator that nobody has any more is closed: its finally blocks and with statements come to their end.
import contextlib
import gc
import sys


def guarded(name, error=None):
    try:
        yield 1
    finally:
        print('finally', name)
        if error:
            raise error


class Manager:
    def __enter__(self):
        print('enter')

    def __exit__(self, *exception):
        print('exit', exception[0])


def managed():
    with Manager():
        yield


def delegating():
    yield from guarded('inner')


def stubborn():
    try:
        yield
    except GeneratorExit:
        yield


def outside():
    try:
        yield 1
    finally:
        print('finally before')
    yield 2


def drop(generator, times=1):
    for turn in range(times):
        generator.send(None)
    del generator
    gc.collect()


class Agent:
    def __init__(self):
        self.steps = self.run()
        next(self.steps)

    def run(self):
        try:
            yield
        finally:
            print('agent', self.steps is not None)


async def awaiting():
    async with contextlib.AsyncExitStack() as stack:
        stack.callback(print, 'stack is left')
        await Waiting()


class Waiting:
    def __await__(self):
        yield


async def asynchronous():
    try:
        yield 1
    finally:
        print('finally of an asynchronous generator')


drop(guarded('a'))  # expect: finally a
drop(managed())
# expect: enter
# expect: exit <class 'GeneratorExit'>
drop(delegating())  # expect: finally inner
drop(outside(), 2)  # expect: finally before
drop(awaiting())  # expect: stack is left
Agent()
gc.collect()  # expect: agent True

generator = asynchronous()
try:
    generator.__anext__().send(None)
except StopIteration as stop:
    print(stop.value)  # expect: 1
hooks = sys.get_asyncgen_hooks()
generator = None  # expect: finally of an asynchronous generator
gc.collect()

sys.unraisablehook = lambda report: print(report.err_msg.split(' object')[0], repr(report.exc_value))
drop(guarded('b', KeyError('error')))
# expect: finally b
# expect: Exception ignored while closing generator <generator KeyError('error')
drop(stubborn())  # expect: Exception ignored while closing generator <generator RuntimeError('generator ignored GeneratorExit')

sys.set_asyncgen_hooks(finalizer=lambda generator: print('finalizer', generator.__name__))
generator = asynchronous()
with contextlib.suppress(StopIteration):
    generator.__anext__().send(None)
generator = None  # expect: finalizer asynchronous
gc.collect()
sys.set_asyncgen_hooks(*hooks)
