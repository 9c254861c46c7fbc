# From the start of a program to its end: running the main module, reporting what it raised, and shutting down.
#
# Each function gives the exit status of the process.


def import_site():
    # site sees the path without the program's own directory, which comes first.
    path = sys_attribute('path')
    own = [] if sys_attribute('flags').safe_path else path[:1]
    del path[:len(own)]
    try:
        import site
    finally:
        path[:0] = own


def run_main(source, filename, namespace):
    try:
        if imports_site():
            import_site()
        code = compile_main(source, filename)
        end_loading()
        exec_main(code, namespace)
    except BaseException as exc:
        status = report(exc, source if filename == '<string>' else None)
    else:
        status = 0
    return shut_down(status)


def run_interactive(command, filename, banner):
    # What -i asks for: first the program, if there is one, then the prompt.
    status = 0
    try:
        if imports_site():
            import_site()
        end_loading()
        if command is not None:
            exec_main(compile_main(command, filename), main_namespace())
    except SystemExit as exc:
        return shut_down(exit_status(exc.code))
    except BaseException as exc:
        show(exc)
    try:
        interact(banner)
    except SystemExit as exc:
        status = exit_status(exc.code)
    except BaseException as exc:
        status = report(exc, None)
    return shut_down(status)


def run_module(name, alter_argv):
    try:
        if imports_site():
            import_site()
        import runpy
        end_loading()
        runpy._run_module_as_main(name, alter_argv)
    except BaseException as exc:
        status = report(exc, None)
    else:
        status = 0
    return shut_down(status)


def call_main(function):
    try:
        function()
    except BaseException as exc:
        status = report(exc, None)
    else:
        status = 0
    return shut_down(status)


def report(exc, source):
    # TaskletExit leaving main is not silent, unless it stands for another tasklet's SystemExit.
    if isinstance(exc, SystemExit) and (not isinstance(exc, TaskletExit) or is_exit_request(exc)):
        return exit_status(exc.code)
    if source is not None:
        remember_source(source)
    show(exc)
    if isinstance(exc, KeyboardInterrupt):
        end_by_interrupt()
        return 130
    return 1


def remember_source(source):
    # A traceback shows the lines of a program given by -c.
    try:
        import linecache
        lines = [line + '\n' for line in source.splitlines()]
        linecache.cache['<string>'] = (len(source), None, lines, '<string>')
    except Exception:
        pass


def exit_status(code):
    if code is None:
        return 0
    if isinstance(code, int):
        return code & 0xff if -0x80000000 <= code <= 0x7fffffffffffffff else 255
    stderr = sys_attribute('stderr')
    stdout = sys_attribute('stdout')
    try:
        if stdout is not None:
            stdout.flush()
        if stderr is not None:
            stderr.write(str(code))
            stderr.write('\n')
            stderr.flush()
    except Exception:
        pass
    return 1


def show(exc):
    hook = sys_attribute('excepthook')
    original = original_hook('excepthook')
    if hook is None:
        write_error('sys.excepthook is missing\n')
        hook = original
    try:
        hook(type(exc), exc, exc.__traceback__)
    except SystemExit:
        raise
    except BaseException as failure:
        if hook is original:
            dump_exception(exc)
            write_error('which could not be shown, because of:\n')
            dump_exception(failure)
            return
        write_error('Error in sys.excepthook:\n')
        show_with(original, failure)
        write_error('\nOriginal exception was:\n')
        show_with(original, exc)


def show_with(hook, exc):
    try:
        hook(type(exc), exc, exc.__traceback__)
    except BaseException:
        dump_exception(exc)


def write_error(text):
    stderr = sys_attribute('stderr')
    if stderr is not None:
        stderr.write(text)


def shut_down(status):
    threading = loaded_module('threading')
    if threading is not None:
        try:
            threading._shutdown()
        except BaseException as exc:
            unraisable(exc, 'Exception ignored on threading shutdown', threading)
    run_exit_callbacks()
    write_out_files()
    begin_finalizing()
    if not flush_streams():
        status = 120
    restore_streams()
    finalize_all()
    write_out_files()
    for awaitable in unawaited():
        warn_unawaited(awaitable)
    flush_streams(again=True)
    return status


def flush_streams(again=False):
    # Whether standard output could be written.
    done = True
    for name in ('stdout', 'stderr'):
        stream = sys_attribute(name)
        if stream is None or is_closed_stream(stream):
            continue
        try:
            stream.flush()
        except BaseException as exc:
            if name == 'stdout' and not again:
                unraisable(exc, 'Exception ignored on flushing sys.stdout', None)
                done = False
    return done


def is_closed_stream(stream):
    try:
        return bool(stream.closed)
    except BaseException:
        return False


def restore_streams():
    # What finalizers print goes to the streams of the process, as files that took their place are closed.
    import sys
    for name in ('stdin', 'stdout', 'stderr'):
        setattr(sys, name, getattr(sys, f'__{name}__', None))


def run_exit_callbacks():
    while True:
        callback = next_exit_callback()
        if callback is None:
            return
        function, args, kwargs = callback
        try:
            function(*args, **kwargs)
        except BaseException as exc:
            unraisable(exc, 'Exception ignored in atexit callback', function)


class Unraisable:
    def __init__(self, exc, message, thing):
        self.exc_type = type(exc)
        self.exc_value = exc
        self.exc_traceback = exc.__traceback__
        self.err_msg = message
        self.object = thing


def timer_failed(exc, timer):
    unraisable(exc, f'Exception ignored while calling _lsprof timer {timer!r}', None)


def unraisable(exc, message, thing):
    hook = sys_attribute('unraisablehook')
    try:
        hook(Unraisable(exc, message, thing))
    except BaseException:
        pass


def unclosable(exc, iterator):
    unraisable(exc, f'Exception ignored while closing generator {iterator!r}', None)


def unregister(function):
    for entry in exit_callbacks():
        if entry[0] == function:
            remove_exit_callback(entry)
