# What _asyncio has in Python: the steps of tasks, and all of futures that calls back.

# What comes of a step (modules/asyncio/task.ts).
DONE = 0
AGAIN = 1
RETURNED = 2
YIELDED = 3

# What asyncio has, once _asyncio has been imported; and the tasks of other classes than ours.
CancelledError = InvalidStateError = future_repr = task_repr = task_get_stack = task_print_stack = None
get_event_loop_policy = iscoroutine = extract_stack = other_tasks = other_eager_tasks = None


def load():
    global CancelledError, InvalidStateError, future_repr, task_repr, task_get_stack, task_print_stack
    global get_event_loop_policy, iscoroutine, extract_stack, other_tasks, other_eager_tasks
    from asyncio.events import _get_event_loop_policy as get_event_loop_policy
    from asyncio.base_futures import _future_repr as future_repr
    from asyncio.exceptions import CancelledError, InvalidStateError
    from asyncio.base_tasks import _task_get_stack as task_get_stack
    from asyncio.base_tasks import _task_print_stack as task_print_stack
    from asyncio.base_tasks import _task_repr as task_repr
    from asyncio.coroutines import iscoroutine
    from traceback import extract_stack
    from weakref import WeakSet
    other_tasks = WeakSet()
    other_eager_tasks = set()


# --- Futures ---------------------------------------------------------------------------------------------------------


def get_event_loop():
    loop = running_loop()
    return get_event_loop_policy().get_event_loop() if loop is None else loop


def init_future(future, loop):
    if loop is None:
        loop = get_event_loop()
    start_future(future, loop)
    if loop.get_debug():
        set_source_traceback(future, extract_stack())


def call_soon(loop, callback, future, context):
    loop.call_soon(callback, future, context=context)


def call_all_soon(loop, future, callbacks, value):
    for i in range(0, len(callbacks), 2):
        loop.call_soon(callbacks[i], future, context=callbacks[i + 1])
    return value


def set_exception(future, exception):
    if not future_is_pending(future):
        raise InvalidStateError('invalid state')
    if isinstance(exception, type) and issubclass(exception, BaseException):
        exception = exception()
        if not future_is_pending(future):
            raise InvalidStateError('invalid state')
    if not isinstance(exception, BaseException):
        raise TypeError('invalid exception object')
    fail(future, exception)


def fail(future, exception):
    if isinstance(exception, StopIteration):
        error = RuntimeError('StopIteration interacts badly with generators and cannot be raised into a Future')
        error.__cause__ = error.__context__ = exception
        exception = error
    fail_future(future, exception)
    remember_traceback(future)


def remove_done_callback(future, callback):
    callbacks = callbacks_of(future)
    kept = []
    for i in range(0, len(callbacks), 2):
        if callbacks[i] is not callback and not callbacks[i] == callback:
            kept += callbacks[i:i + 2]
    # Comparing may have changed them.
    now = callbacks_of(future)
    kept += now[len(callbacks):]
    keep_callbacks(future, kept if now else [])
    return (len(callbacks) - len(kept) if now else len(callbacks)) // 2


def frozen(futures):
    return frozenset(futures)


def set_truth(future, name, value):
    value = bool(value)
    if name == 'log_destroy_pending':
        set_task_truth(future, value)
    else:
        set_future_truth(future, name, value)


def finalize_future(future):
    if not take_traceback(future):
        return
    context = {
        'message': f'{type(future).__name__} exception was never retrieved',
        'exception': future._exception,
        'future': future,
    }
    tell(future, context)


def tell(future, context):
    if future._source_traceback is not None:
        context['source_traceback'] = future._source_traceback
    handler = future._loop.call_exception_handler
    try:
        handler(context)
    except BaseException as exc:
        report_unraisable(exc, f'Exception ignored while calling asyncio function {handler!r}', None)


# --- The iterator of a future ----------------------------------------------------------------------------------------


def throw_into_iterator(iterator, exc, *details):
    if details:
        import warnings
        warnings.warn('the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.',
                      DeprecationWarning, stacklevel=1)
    value, traceback = (*details, None, None)[:2]
    from types import TracebackType
    if traceback is not None and not isinstance(traceback, TracebackType):
        raise TypeError('throw() third argument must be a traceback')
    if isinstance(exc, type) and issubclass(exc, BaseException):
        if isinstance(value, exc):
            exc = value
        elif value is None:
            exc = exc()
        elif isinstance(value, tuple):
            exc = exc(*value)
        else:
            exc = exc(value)
    elif not isinstance(exc, BaseException):
        raise TypeError('exceptions must be classes deriving BaseException or instances of such a class')
    elif value is not None:
        raise TypeError('instance exception may not have a separate value')
    clear_iterator(iterator)
    if traceback is not None:
        exc.__traceback__ = traceback
    raise exc


# --- Tasks -----------------------------------------------------------------------------------------------------------


def init_task(task, coro, loop, name, context, eager_start):
    init_future(task, loop)
    if not is_coroutine_object(coro) and not iscoroutine(coro):
        set_task_truth(task, False)
        raise TypeError(f'a coroutine was expected, got {coro!r}')
    if name is not None and type(name) is not str:
        name = str(name)
    context = start_task(task, coro, name, context)
    if eager_start and loop.is_running():
        start_eagerly(task, context)
        return
    task._loop.call_soon(task_step(task, None), context=context)
    set_registered(task, True)


def start_eagerly(task, context):
    loop = task._loop
    previous = swap_current_task(loop, task)
    set_registered(task, True)
    try:
        context.run(step_inside, task, None)
    finally:
        swap_current_task(loop, previous)
    if not future_is_pending(task):
        forget_coro(task)


def step(task, exc):
    if begin_step(task):
        try:
            step_on(task, exc)
        finally:
            if not leave_step(task):
                leave_task(task._loop, task)
        return
    loop = task._loop
    enter_task(loop, task)
    try:
        step_inside(task, exc)
    finally:
        leave_task(loop, task)


def step_inside(task, exc):
    if not future_is_pending(task):
        raise InvalidStateError(f'__step(): already done: {task!r} {exc!r}')
    if is_to_cancel(task):
        if not isinstance(exc, CancelledError):
            exc = task._make_cancelled_error()
        set_to_cancel(task, False)
    set_waiter(task, None)
    if task._coro is None:
        raise RuntimeError('uninitialized Task object')
    step_on(task, exc)


def step_on(task, exc):
    try:
        outcome = advance(task) if exc is None else throw_into(task, exc)
    except CancelledError as error:
        cancel_by(task, error)
        return
    except BaseException as error:
        fail(task, error)
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        return
    if outcome == AGAIN:
        task._loop.call_soon(task_step(task, None), context=task.get_context())
    elif outcome == RETURNED:
        value = task_given(task)
        if is_to_cancel(task):
            # It was cancelled right before it ended.
            set_to_cancel(task, False)
            cancel_future(task, task._cancel_message)
        else:
            finish_task(task, value)
    elif outcome == YIELDED:
        wait_for(task, task_given(task))


def throw_into(task, exc):
    try:
        value = task._coro.throw(exc)
    except StopIteration as stop:
        return task_returned(task, stop.value)
    return task_yielded(task, value)


def advance_other(task, coro):
    # What has a __next__ is resumed by that, as by PyIter_Send.
    try:
        value = next(coro) if hasattr(type(coro), '__next__') else coro.send(None)
    except StopIteration as stop:
        return task_returned(task, stop.value)
    return task_yielded(task, value)


def wait_for(task, future):
    if future is task:
        raise_soon(task, f'Task cannot await on itself: {task!r}')
        return
    blocking = getattr(future, '_asyncio_future_blocking', None)
    if blocking is None:
        if isinstance(future, Generator):
            raise_soon(task, f'yield was used instead of yield from for generator in task {task!r} with {future!r}')
        else:
            raise_soon(task, f'Task got bad yield: {future!r}')
        return
    blocking = bool(blocking)
    if loop_of(future) is not task._loop:
        raise_soon(task, f'Task {task!r} got Future {future!r} attached to a different loop')
        return
    if not blocking:
        raise_soon(task, f'yield was used instead of yield from in task {task!r} with {future!r}')
        return
    add_awaiter(future, task)
    future._asyncio_future_blocking = False
    future.add_done_callback(task_wakeup(task), context=task.get_context())
    set_waiter(task, future)
    if is_to_cancel(task) and future.cancel(task._cancel_message):
        set_to_cancel(task, False)


Generator = type(_ for _ in ())


def loop_of(future):
    try:
        get_loop = future.get_loop
    except AttributeError:
        return future._loop
    return get_loop()


def raise_soon(task, message):
    task._loop.call_soon(task_step(task, RuntimeError(message)), context=task.get_context())


def wake(task, future):
    remove_awaiter(future, task)
    try:
        future.result()
    except BaseException as exc:
        error = exc
    else:
        step(task, None)
        return
    step(task, error)


def cancel_waiter(task, message):
    if not task._fut_waiter.cancel(message):
        request_cancel(task, message)
    return True


def rename(task, name):
    rename_task(task, str(name))


def finalize_task(task):
    if future_is_pending(task) and task._log_destroy_pending:
        tell(task, {'message': 'Task was destroyed but it is pending!', 'task': task})
    finalize_future(task)


# --- Which run -------------------------------------------------------------------------------------------------------


def check_running(loop):
    if running_loop() is not loop:
        raise RuntimeError(f'loop {loop!r} is not the running loop')


def enter_task(loop, task):
    check_running(loop)
    current = running_task()
    if current is not None:
        raise RuntimeError(f'Cannot enter into task {task!r} while another task {current!r} is being executed.')
    set_running_task(task)


def leave_task(loop, task):
    check_running(loop)
    current = running_task()
    if current is not task:
        raise RuntimeError(f'Invalid attempt to leave task {task!r} while task {current!r} is entered.')
    set_running_task(None)


def swap_current_task(loop, task):
    check_running(loop)
    previous = running_task()
    set_running_task(task)
    return previous


def register(task):
    if not set_registered(task, True):
        other_tasks.add(task)


def register_eager(task):
    if not set_registered(task, True):
        other_eager_tasks.add(task)


def unregister(task):
    if not set_registered(task, False):
        other_tasks.discard(task)


def unregister_eager(task):
    if not set_registered(task, False):
        other_eager_tasks.discard(task)


def all_tasks(loop=None):
    if loop is None:
        loop = running_loop()
        if loop is None:
            raise RuntimeError('no running event loop')
    found = set()
    for task in [*other_eager_tasks, *other_tasks, *registered_tasks()]:
        if not task.done() and loop_of(task) is loop:
            found.add(task)
    return found
