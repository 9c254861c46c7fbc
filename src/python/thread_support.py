# What _thread has in Python: running a thread's function, the hook for exceptions, waiting for the others at the end.


def run(function, args, kwargs, thrown=None):
    try:
        if thrown is not None:
            raise thrown
        elif kwargs is None:
            function(*args)
        else:
            function(*args, **kwargs)
    except SystemExit:
        pass
    except BaseException as exc:
        report_unraisable(exc, f'Exception ignored in thread started by {function!r}', None)


def excepthook(args):
    if type(args) is not ExceptHookArgs():
        raise TypeError('_thread.excepthook argument type must be ExceptHookArgs')
    exc_type, exc_value, exc_traceback, thread = args
    if exc_type is SystemExit or exc_type is TaskletExit:
        return
    import sys
    file = sys.stderr
    if file is None:
        # The thread remembers what sys.stderr was.
        file = None if thread is None else thread._stderr
        if file is None:
            return
    name = None if thread is None else getattr(thread, '_name', None)
    file.write(f'Exception in thread {get_ident() if name is None else name}:\n')
    file.flush()
    import traceback
    traceback.print_exception(exc_type, exc_value, exc_traceback, file=file)
    file.flush()


def shutdown():
    while (handle := thread_to_join()) is not None:
        try:
            handle.join()
        except BaseException as exc:
            report_unraisable(exc, 'Exception ignored while joining a thread in _thread._shutdown()', None)
            return


def exit():
    raise SystemExit
