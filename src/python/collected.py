# What is called because something has been collected. None of it raises anything.


def make_calls():
    while make_next_call() is not False:
        pass


def finalize(object, method):
    try:
        call_special(method, object)
    except BaseException as exc:
        report_unraisable(exc, f'Exception ignored while calling deallocator {method!r}', None)
    mark_finalized(object)


def close(generator):
    # Also at the end, when it is not gone.
    if not is_guarded(generator):
        return
    finalizer = generator_finalizer(generator)
    try:
        if finalizer is None:
            close_generator(generator)
        else:
            finalizer(generator)
    except BaseException as exc:
        report_unraisable(exc, f'Exception ignored while closing generator {generator!r}', None)


def call_dead(callback, ref):
    # The object that a weak reference was for has gone.
    try:
        callback(ref)
    except BaseException as exc:
        report_unraisable(exc, 'Exception ignored while calling weakref callback', callback)


def finalize_all():
    # The program ends. What finalizers make is finalized too, but not what these finalizers make then, or there might be no end.
    make_calls()
    for turn in range(2):
        finalize_live()
        while finalize_next() is not False:
            pass
