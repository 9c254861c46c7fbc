# What _thread has in Python: thread-local data, handles, the hook for exceptions.


class _local:
    # The attributes of each thread are in a dict of their own, by the thread's identifier.
    __slots__ = ('_threads', '_arguments', '__weakref__')

    def __new__(cls, /, *args, **kwargs):
        if (args or kwargs) and cls.__init__ is object.__init__:
            raise TypeError('Initialization arguments are not supported')
        self = object.__new__(cls)
        object.__setattr__(self, '_threads', {thread_scheduler(): {}})
        object.__setattr__(self, '_arguments', (args, kwargs))
        return self

    def __getattribute__(self, name):
        data = local_data(self)
        if name == '__dict__':
            return data
        found = lookup_special(self, name)
        if found is not None and hasattr(type(found), '__set__'):
            return object.__getattribute__(self, name)
        if name in data:
            return data[name]
        return object.__getattribute__(self, name)

    def __setattr__(self, name, value):
        if name == '__dict__':
            raise AttributeError(f"'{type(self).__name__}' object attribute '__dict__' is read-only")
        found = lookup_special(self, name)
        if found is not None and hasattr(type(found), '__set__'):
            object.__setattr__(self, name, value)
            return
        local_data(self)[name] = value

    def __delattr__(self, name):
        if name == '__dict__':
            raise AttributeError(f"'{type(self).__name__}' object attribute '__dict__' is read-only")
        data = local_data(self)
        if name not in data:
            raise AttributeError(f"'{type(self).__name__}' object has no attribute '{name}'", name=name, obj=self)
        del data[name]


_local.__module__ = '_thread'


def local_data(self):
    threads = object.__getattribute__(self, '_threads')
    ident = thread_scheduler()
    if ident not in threads:
        threads[ident] = {}
        args, kwargs = object.__getattribute__(self, '_arguments')
        type(self).__init__(self, *args, **kwargs)
    return threads[ident]


class _ThreadHandle:
    def __init__(self):
        self.ident = 0
        self._done = False

    def join(self, timeout=None):
        return None

    def is_done(self):
        return self._done

    def _set_done(self):
        self._done = True


_ThreadHandle.__module__ = '_thread'


class _ExceptHookArgs(tuple):
    __slots__ = ()

    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])


_ExceptHookArgs.__module__ = '_thread'


def make_handle(ident):
    handle = _ThreadHandle()
    handle.ident = ident
    return handle


def excepthook(args):
    exc_type, exc_value, exc_traceback, thread = args
    if exc_type is SystemExit:
        return
    import sys
    import traceback
    stderr = sys.stderr
    if stderr is None:
        return
    name = thread.name if thread is not None else thread_scheduler()
    print(f'Exception in thread {name}:', file=stderr, flush=True)
    traceback.print_exception(exc_type, exc_value, exc_traceback, file=stderr)
    stderr.flush()


def exit():
    raise SystemExit
