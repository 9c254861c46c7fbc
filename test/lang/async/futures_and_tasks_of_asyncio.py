# The futures and tasks of asyncio, driven by a loop that is a list.
import _asyncio
import asyncio
import contextvars
import re


class Loop:
    def __init__(self):
        self.ready = []
        self.told = []
        self.debug = False

    def __repr__(self):
        return '<Loop>'

    def get_debug(self):
        return self.debug

    def is_running(self):
        return True

    def call_soon(self, callback, *args, context=None):
        self.ready.append((callback, args, context))

    def call_exception_handler(self, context):
        self.told.append(context)

    def run(self):
        asyncio._set_running_loop(self)
        try:
            while self.ready:
                callback, args, context = self.ready.pop(0)
                context.run(callback, *args)
        finally:
            asyncio._set_running_loop(None)


def show(f, *args, **keywords):
    try:
        text = repr(f(*args, **keywords))
    except BaseException as exc:
        text = f'{type(exc).__name__}: {exc}'
    print(re.sub('0x[0-9a-f]+', '0x', text))


loop = Loop()

# --- Futures
print(asyncio.Future, asyncio.Task, asyncio.Task.__mro__[1:])  # expect: <class '_asyncio.Future'> <class '_asyncio.Task'> (<class '_asyncio.Future'>, <class 'object'>)
print(asyncio.Future[int], asyncio.Task[str])  # expect: _asyncio.Future[int] _asyncio.Task[str]
f = asyncio.Future(loop=loop)
print(f, f.done(), f.cancelled(), f.get_loop(), f._state, f._callbacks, f._asyncio_future_blocking, f._loop)  # expect: <Future pending> False False <Loop> PENDING None False <Loop>
print(f._result, f._exception, f._log_traceback, f._source_traceback, f._cancel_message, f._asyncio_awaited_by)  # expect: None None False None None None
show(f.result)  # expect: InvalidStateError: Result is not set.
show(f.exception)  # expect: InvalidStateError: Exception is not set.
show(f.set_exception, 3)  # expect: TypeError: invalid exception object
show(f.set_exception, int)  # expect: TypeError: invalid exception object
show(f.add_done_callback)  # expect: TypeError: add_done_callback() takes exactly 1 positional argument (0 given)
show(f.add_done_callback, print, 3)  # expect: TypeError: add_done_callback() takes exactly 1 positional argument (2 given)


class Equal:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        print('eq', self.name, getattr(other, 'name', other))
        return isinstance(other, Equal) and self.name == other.name

    def __call__(self, future):
        print('called', self.name, future)

    def __repr__(self):
        return f'Equal({self.name!r})'


for name in 'abcab':
    f.add_done_callback(Equal(name), context=contextvars.Context())
print(f.remove_done_callback(Equal('a')), [c for c, _ in f._callbacks])
# expect: eq a a
# expect: eq b a
# expect: eq c a
# expect: eq a a
# expect: eq b a
# expect: 2 [Equal('b'), Equal('c'), Equal('b')]
print(f.remove_done_callback(Equal('x')), f.remove_done_callback(Equal('c')), len(f._callbacks))
# expect: eq b x
# expect: eq c x
# expect: eq b x
# expect: eq b c
# expect: eq c c
# expect: eq b c
# expect: 0 1 2
print(f)  # expect: <Future pending cb=[Equal('b')(), Equal('b')()]>
f.set_result(42)
print(f, f.result(), f.exception(), f._callbacks)  # expect: <Future finished result=42> 42 None None
show(f.set_result, 1)  # expect: InvalidStateError: invalid state
show(f.set_exception, ValueError())  # expect: InvalidStateError: invalid state
print(f.cancel(), f.cancel(msg='late'))  # expect: False False
loop.run()
# expect: called b <Future finished result=42>
# expect: called b <Future finished result=42>
f.add_done_callback(Equal('late'), context=contextvars.Context())
loop.run()  # expect: called late <Future finished result=42>

f = asyncio.Future(loop=loop)
f.set_exception(ValueError)
print(f, f._log_traceback)  # expect: <Future finished exception=ValueError()> True
show(setattr, f, '_log_traceback', True)  # expect: ValueError: _log_traceback can only be set to False
show(delattr, f, '_log_traceback')  # expect: AttributeError: cannot delete attribute
f._log_traceback = False
show(f.result)  # expect: ValueError: 
show(f.exception)  # expect: ValueError()
f = asyncio.Future(loop=loop)
f.set_exception(StopIteration(3))
show(f.exception)  # expect: RuntimeError('StopIteration interacts badly with generators and cannot be raised into a Future')
print(repr(f.exception().__cause__), f._log_traceback)  # expect: StopIteration(3) False
f = asyncio.Future(loop=loop)
print(f.cancel('why'), f, f._cancel_message)  # expect: True <Future cancelled> why
show(f.result)  # expect: CancelledError: why
show(f.exception)  # expect: CancelledError: why
print(repr(f._make_cancelled_error()))  # expect: CancelledError('why')
show(delattr, f, '_cancel_message')  # expect: AttributeError: cannot delete attribute
f._cancel_message = None
show(f.result)  # expect: CancelledError: 

bare = asyncio.Future.__new__(asyncio.Future)
for name in ('result', 'exception', 'get_loop', 'cancel', 'done', 'cancelled', '__iter__', '__await__', '__repr__'):
    show(getattr(bare, name))
# expect: InvalidStateError: Future object is not initialized.
# expect: InvalidStateError: Future object is not initialized.
# expect: RuntimeError: Future object is not initialized.
# expect: RuntimeError: Future object is not initialized.
# expect: False
# expect: False
# expect: RuntimeError: Future object is not initialized.
# expect: RuntimeError: Future object is not initialized.
# expect: RuntimeError: Future object is not initialized.
show(bare.set_result, 3)  # expect: RuntimeError: Future object is not initialized.
show(bare.set_exception, 3)  # expect: RuntimeError: Future object is not initialized.
show(bare.add_done_callback, 3)  # expect: RuntimeError: uninitialized Future object
show(bare.remove_done_callback, 3)  # expect: RuntimeError: Future object is not initialized.
for name in ('_state', '_callbacks', '_result', '_exception', '_log_traceback', '_loop', '_source_traceback',
             '_asyncio_future_blocking', '_asyncio_awaited_by'):
    show(getattr, bare, name)
# expect: RuntimeError: Future object is not initialized.
# expect: RuntimeError: Future object is not initialized.
# expect: RuntimeError: Future object is not initialized.
# expect: RuntimeError: Future object is not initialized.
# expect: RuntimeError: Future object is not initialized.
# expect: None
# expect: None
# expect: False
# expect: None
show(setattr, bare, '_asyncio_future_blocking', True)  # expect: RuntimeError: Future object is not initialized.
show(asyncio.Future, 1)  # expect: TypeError: Future() takes no positional arguments
show(asyncio.Future, wrong=1)  # expect: TypeError: Future() got an unexpected keyword argument 'wrong'
show(setattr, asyncio.Future, 'x', 1)  # expect: TypeError: cannot set 'x' attribute of immutable type '_asyncio.Future'

# --- The iterator
f = asyncio.Future(loop=loop)
i = iter(f)
print(type(i), next(i) is f, f._asyncio_future_blocking)  # expect: <class '_asyncio.FutureIter'> True True
show(next, i)  # expect: RuntimeError: await wasn't used with future
f.set_result('value')
show(next, i)  # expect: StopIteration: value
i = f.__await__()
show(i.send, 5)  # expect: StopIteration: value
i = iter(asyncio.Future(loop=loop))
show(i.throw, ValueError('thrown'))  # expect: ValueError: thrown
show(i.throw, 3)  # expect: TypeError: exceptions must be classes deriving BaseException or instances of such a class
show(i.throw)  # expect: TypeError: throw expected at least 1 argument, got 0
i = iter(asyncio.Future(loop=loop))
print(i.close())  # expect: None


class Sub(asyncio.Future):
    def __init__(self, *args, **keywords):
        super().__init__(*args, **keywords)
        self.extra = 1


s = Sub(loop=loop)
s.more = 2
print(s, s.extra, s.more, s.__class__)  # expect: <Sub pending> 1 2 <class '__main__.Sub'>


# --- Tasks
async def nothing():
    return 'nothing'


async def waits(f):
    try:
        return ('got', await f)
    except ValueError as exc:
        return ('caught', exc)


async def fails():
    raise KeyError('k')


async def yields(n):
    for _ in range(n):
        await asyncio.sleep(0)
    return n


def task(coro, **keywords):
    keywords.setdefault('name', 'T')
    return asyncio.Task(coro, loop=loop, **keywords)


def strip(value):
    return re.sub(r' at ([^ >]*:\d+|0x\w+)', '', str(value))


t = task(nothing())
print(strip(t), t.get_name(), t._fut_waiter, t._must_cancel, t._log_destroy_pending, t.get_coro().__name__)  # expect: <Task pending name='T' coro=<nothing() running>> T None False True nothing
print(type(loop.ready[0][0]).__name__, loop.ready[0][0].__self__ is t)  # expect: TaskStepMethWrapper True
show(loop.ready[0][0], 1)  # expect: TypeError: function takes no positional arguments
show(loop.ready[0][0], a=1)  # expect: TypeError: function takes no keyword arguments
loop.run()
print(strip(t), t.result())  # expect: <Task finished name='T' coro=<nothing() done, defined> result='nothing'> nothing
f = asyncio.Future(loop=loop)
t = task(waits(f))
loop.run()
print(strip(t), t._fut_waiter is f, f._asyncio_awaited_by == {t}, strip(f))  # expect: <Task pending name='T' coro=<waits() running> wait_for=<Future pending cb=[Task.task_wakeup()]>> True True <Future pending cb=[Task.task_wakeup()]>
f.set_result(5)
loop.run()
print(strip(t), f._asyncio_awaited_by)  # expect: <Task finished name='T' coro=<waits() done, defined> result=('got', 5)> None
f = asyncio.Future(loop=loop)
t = task(waits(f))
loop.run()
f.set_exception(ValueError(1))
loop.run()
print(strip(t))  # expect: <Task finished name='T' coro=<waits() done, defined> result=('caught', ValueError(1))>
t = task(fails())
loop.run()
print(strip(t), t._log_traceback)  # expect: <Task finished name='T' coro=<fails() done, defined> exception=KeyError('k')> True
show(t.result)  # expect: KeyError: 'k'
print(t._log_traceback)  # expect: False
t = task(yields(3))
loop.run()
print(strip(t))  # expect: <Task finished name='T' coro=<yields() done, defined> result=3>

# Cancelling.
f = asyncio.Future(loop=loop)
t = task(waits(f))
loop.run()
print(t.cancel('enough'), t.cancelling(), t._must_cancel, f.cancelled())  # expect: True 1 False True
loop.run()
print(strip(t), t.cancelled(), t.cancel())  # expect: <Task cancelled name='T' coro=<waits() done, defined>> True False
show(t.result)  # expect: CancelledError: enough
show(t.exception)  # expect: CancelledError: 
t = task(yields(3))
print(t.cancel(), t._must_cancel, t.cancelling(), t.uncancel(), t._must_cancel, t.uncancel())  # expect: True True 1 0 False 0
loop.run()
print(strip(t))  # expect: <Task finished name='T' coro=<yields() done, defined> result=3>
t = task(yields(3))
t.cancel('at once')
loop.run()
print(strip(t))  # expect: <Task cancelled name='T' coro=<yields() done, defined>>
show(t.result)  # expect: CancelledError: at once


async def ends_cancelled():
    asyncio.current_task().cancel('in the end')
    return 1


t = task(ends_cancelled())
loop.run()
print(strip(t))  # expect: <Task cancelled name='T' coro=<ends_cancelled() done, defined>>
show(t.result)  # expect: CancelledError: in the end


async def refuses(f):
    try:
        await f
    except asyncio.CancelledError as exc:
        return exc.args


t = task(refuses(asyncio.Future(loop=loop)))
loop.run()
t.cancel('no')
loop.run()
print(strip(t), t.cancelling())  # expect: <Task finished name='T' coro=<refuses() done, defined> result=('no',)> 1


# What should not be yielded.
class Yields:
    def __init__(self, value):
        self.value = value

    def __await__(self):
        yield self.value


async def awaits(value):
    await Yields(value)


def failure(coro):
    t = task(coro)
    loop.run()
    text = strip(t.exception())
    print(type(t.exception()).__name__, re.sub('0x[0-9a-f]+', '0x', text))


failure(awaits(1))  # expect: RuntimeError Task got bad yield: 1
failure(awaits(asyncio.Future(loop=loop)))  # expect: RuntimeError yield was used instead of yield from in task <Task pending name='T' coro=<awaits() running>> with <Future pending>
failure(awaits(asyncio.Future(loop=Loop())))  # expect: RuntimeError Task <Task pending name='T' coro=<awaits() running>> got Future <Future pending> attached to a different loop
failure(awaits((x for x in ())))  # expect: RuntimeError yield was used instead of yield from for generator in task <Task pending name='T' coro=<awaits() running>> with <generator object <genexpr>>


async def itself():
    await asyncio.current_task()


failure(itself())  # expect: RuntimeError Task cannot await on itself: <Task pending name='T' coro=<itself() running>>


class Duck:
    _asyncio_future_blocking = True
    callback = None

    def get_loop(self):
        return loop

    def add_done_callback(self, callback, *, context):
        self.callback = callback

    def result(self):
        return 'quack'

    def cancel(self, msg=None):
        print('cancel', msg)
        return False


d = Duck()
t = task(awaits(d))
loop.run()
print(strip(t), d._asyncio_future_blocking, t.cancel('m'), t._must_cancel)
# expect: cancel m
# expect: <Task pending name='T' coro=<awaits() running> wait_for=<__main__.Duck object>> False True True
asyncio._set_running_loop(loop)
d.callback(d)
asyncio._set_running_loop(None)
loop.run()
print(strip(t))  # expect: <Task cancelled name='T' coro=<awaits() done, defined>>

# Interrupts get out.
async def interrupts():
    raise KeyboardInterrupt('now')


t = task(interrupts())
show(loop.run)  # expect: KeyboardInterrupt: now
print(strip(t))  # expect: <Task finished name='T' coro=<interrupts() done, defined> exception=KeyboardInterrupt('now')>

# Which run.
show(asyncio.get_running_loop)  # expect: RuntimeError: no running event loop
print(asyncio._get_running_loop())  # expect: None
show(asyncio.current_task)  # expect: RuntimeError: no running event loop
show(asyncio.all_tasks)  # expect: RuntimeError: no running event loop


async def looks():
    current = asyncio.current_task()
    print(asyncio.get_running_loop(), strip(current), asyncio.all_tasks() == {current}, asyncio.current_task(loop) is current)
    show(lambda: strip(_asyncio._enter_task(loop, 1)))
    show(_asyncio._enter_task, 'other', 1)
    show(_asyncio._leave_task, 'other', 1)
    show(lambda: strip(_asyncio._leave_task(loop, 1)))
    return current


t = task(looks(), name='looker')
loop.run()
# expect: <Loop> <Task pending name='looker' coro=<looks() running>> True True
# expect: RuntimeError: Cannot enter into task 1 while another task <Task pending name='looker' coro=<looks() running at test/lang/async/futures_and_tasks_of_asyncio.py:376>> is being executed.
# expect: RuntimeError: loop 'other' is not the running loop
# expect: RuntimeError: loop 'other' is not the running loop
# expect: RuntimeError: Invalid attempt to leave task 1 while task <Task pending name='looker' coro=<looks() running at test/lang/async/futures_and_tasks_of_asyncio.py:379>> is entered.
print(t.result() is t, asyncio.current_task(loop), asyncio.all_tasks(loop))  # expect: True None set()
t = task(yields(1))
print(asyncio.all_tasks(loop) == {t}, asyncio.all_tasks(Loop()))  # expect: True set()
_asyncio._unregister_task(t)
print(asyncio.all_tasks(loop))  # expect: set()
_asyncio._register_task(t)
print(len(asyncio.all_tasks(loop)))  # expect: 1
loop.run()
show(t.set_result, 1)  # expect: RuntimeError: Task does not support set_result operation
show(t.set_exception, 1)  # expect: RuntimeError: Task does not support set_exception operation
show(asyncio.Task)  # expect: TypeError: Task() missing required argument 'coro' (pos 1)
show(asyncio.Task, 3, loop=loop)  # expect: TypeError: a coroutine was expected, got 3
show(asyncio.Task, nothing, loop=loop)  # expect: TypeError: a coroutine was expected, got <function nothing at 0x>
t.set_name(5)
print(repr(t.get_name()))  # expect: '5'
t = asyncio.Task(yields(0), loop=loop)
print(re.fullmatch(r'Task-\d+', t.get_name()) is not None)  # expect: True
loop.run()

# At once.
asyncio._set_running_loop(loop)
t = task(yields(0), eager_start=True)
print(strip(t), t.get_coro())  # expect: <Task finished name='T' result=0> None
t = task(yields(1), eager_start=True)
print(strip(t), asyncio.all_tasks(loop) == {t})  # expect: <Task pending name='T' coro=<yields() running>> True
asyncio._set_running_loop(None)
loop.run()
print(strip(t))  # expect: <Task finished name='T' coro=<yields() done, defined> result=1>

# Contexts.
variable = contextvars.ContextVar('variable', default='unset')


async def sets(value):
    before = variable.get()
    variable.set(value)
    await asyncio.sleep(0)
    return before, variable.get()


variable.set('outside')
one, two = task(sets(1)), task(sets(2))
loop.run()
print(one.result(), two.result(), variable.get(), one.get_context()[variable])  # expect: ('outside', 1) ('outside', 2) outside 1


# Coroutines of other kinds.
class Handmade:
    def __init__(self):
        self.steps = 0

    def send(self, value):
        self.steps += 1
        if self.steps > 2:
            raise StopIteration('handmade')

    def throw(self, exc):
        raise exc

    def close(self):
        pass

    def __await__(self):
        return self


import collections.abc
collections.abc.Coroutine.register(Handmade)
t = task(Handmade())
loop.run()
print(t.result())  # expect: handmade
t = task(Handmade())
t.cancel()
loop.run()
print(t.cancelled())  # expect: True
show(_asyncio.future_add_to_awaited_by, 1, 2)  # expect: None
a, b, c = (asyncio.Future(loop=loop) for _ in range(3))
_asyncio.future_add_to_awaited_by(a, b)
_asyncio.future_add_to_awaited_by(a, c)
print(a._asyncio_awaited_by == {b, c})  # expect: True
_asyncio.future_discard_from_awaited_by(a, b)
print(a._asyncio_awaited_by == {c})  # expect: True
print(loop.told)  # expect: []
