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


def run(kind, *args):
    try:
        begin()
    except BaseException as exc:
        return cannot_begin(exc)
    try:
        status = PROGRAMS[kind](*args)
    except BaseException as exc:
        status = report(exc)
    if kind != 'run_prompt' and inspects():
        status = inspect(status)
    return shut_down(status)


def begin():
    if enables_faulthandler():
        import faulthandler
        faulthandler.enable()
    encoding = stdio_encoding()
    if encoding is not None:
        import codecs
        encoding = codecs.lookup(encoding).name
    if encoding not in (None, 'utf-8'):
        for name in ('stdin', 'stdout', 'stderr'):
            stream = sys_attribute(name)
            if stream is not None:
                stream.reconfigure(encoding=encoding, errors=stream.errors)
    if sys_attribute('warnoptions'):
        import warnings
    if imports_site():
        import_site()


def cannot_begin(exc):
    # Before a program has begun there is nobody to report to.
    if isinstance(exc, LookupError):
        write_error('Fatal Python error: init_stdio_encoding: failed to get the Python codec name of the stdio encoding\n'
                    'Python runtime state: core initialized\n')
    else:
        write_error('Fatal Python error: init_import_site: Failed to import the site module\n'
                    'Python runtime state: initialized\n')
    show_with(original_hook('excepthook'), exc)
    return 1


def run_source(source, filename):
    if not filename.startswith('<'):
        namespace = main_namespace()
        namespace['__file__'] = filename
        namespace['__cached__'] = None
        plan_loader(filename, source)
    else:
        plan_loader(None, source)
    try:
        exec_source(source, filename)
    finally:
        flush_io()
    return 0


def run_file(source, filename):
    # __main__ has a __file__ as long as the file runs.
    namespace = main_namespace()
    namespace['__file__'] = filename
    namespace['__cached__'] = None
    try:
        plan_loader(None if filename == '<stdin>' else filename, source)
        audit('cpython.run_stdin' if filename == '<stdin>' else 'cpython.run_file', filename)
        if is_compiled(source, filename):
            run_compiled(filename)
        else:
            exec_source(source, filename)
    finally:
        namespace.pop('__file__', None)
        namespace.pop('__cached__', None)
        flush_io()
    return 0


def flush_io():
    # What a file has printed comes before the traceback it ends in; not so of commands and modules.
    for name in ('stderr', 'stdout'):
        stream = sys_attribute(name)
        if stream is not None:
            try:
                stream.flush()
            except BaseException:
                pass


def run_command(source):
    audit('cpython.run_command', source)
    try:
        source.encode()
    except UnicodeEncodeError:
        write_error('Unable to decode the command from the command line:\n')
        raise
    source = dedented(source) + '\n'
    plan_loader(None, source)
    exec_source(source, '<string>')
    return 0


def run_module(name, alter_argv):
    audit('cpython.run_module', name)
    plan_loader(None, '')
    import runpy
    end_loading()
    runpy._run_module_as_main(name, alter_argv)
    return 0


def run_prompt():
    # Standard input is a terminal, or -i was given.
    stop_inspecting()
    plan_loader(None, '')
    startup = environment_variable('PYTHONSTARTUP')
    try:
        if startup is not None:
            run_startup(startup)
        run_interactive_hook()
        audit('cpython.run_stdin')
    except SystemExit:
        raise
    except BaseException as exc:
        report(exc)
    return prompt()


PROGRAMS = {
    'run_source': run_source, 'run_file': run_file, 'run_command': run_command, 'run_module': run_module,
    'run_prompt': run_prompt,
}


def set_loader(namespace, filename):
    external = bootstrap()._bootstrap_external
    if filename is None:
        loader = bootstrap().BuiltinImporter
    elif filename.endswith('.pyc'):
        loader = external.SourcelessFileLoader('__main__', filename)
    else:
        loader = external.SourceFileLoader('__main__', filename)
    namespace['__loader__'] = loader


def exec_source(source, filename):
    code = compile_main(source, filename)
    end_loading()
    audit('exec', code)
    if filename == '<string>':
        remember_command(code, source)
    exec_main(code)


def is_compiled(source, filename):
    if filename.endswith('.pyc'):
        return True
    return source[:2] == MAGIC[:2] and filename != '<stdin>'


MAGIC = b'\x2b\x0e\r\n'


def run_compiled(filename):
    external = bootstrap()._bootstrap_external
    loader = external.SourcelessFileLoader('__main__', filename)
    if loader.get_data(filename)[:4] != external.MAGIC_NUMBER:
        raise RuntimeError('Bad magic number in .pyc file')
    code = loader.get_code('__main__')
    end_loading()
    exec_main(code)


def dedented(source):
    # As textwrap.dedent, in a program given as an argument.
    lines = source.split('\n')
    margin = None
    for line in lines:
        if line.strip(' \t') != '':
            indent = line[:len(line) - len(line.lstrip(' \t'))]
            margin = indent if margin is None else common_start(margin, indent)
    if not margin:
        return source
    return '\n'.join('' if line.strip(' \t') == '' else line[len(margin):] for line in lines)


def common_start(a, b):
    n = 0
    while n < len(a) and n < len(b) and a[n] == b[n]:
        n += 1
    return a[:n]


def inspect(status):
    # What -i asks for, when the program has ended.
    stop_inspecting()
    try:
        run_interactive_hook()
    except BaseException as exc:
        return report(exc)
    try:
        audit('cpython.run_stdin')
        return prompt()
    except BaseException as exc:
        return report(exc)


def run_startup(path):
    audit('cpython.run_startup', path)
    try:
        with open(path, 'rb') as file:
            source = file.read()
    except OSError:
        write_error('Could not open PYTHONSTARTUP\n')
        raise
    run_file_in_session(source, path)


def run_file_in_session(source, filename):
    namespace = main_namespace()
    namespace['__file__'] = filename
    namespace['__cached__'] = None
    try:
        exec_source(source, filename)
    finally:
        namespace.pop('__file__', None)
        namespace.pop('__cached__', None)


def run_interactive_hook():
    hook = sys_attribute('__interactivehook__')
    if hook is None:
        return
    try:
        audit('cpython.run_interactivehook', hook)
        hook()
    except BaseException:
        write_error('Failed calling sys.__interactivehook__\n')
        raise


def prompt():
    end_loading()
    interact()
    return 0


def report(exc):
    # TaskletExit leaving main is not silent, unless it stands for another tasklet's SystemExit.
    if isinstance(exc, KeyboardInterrupt):
        end_by_interrupt()
    elif is_exit(exc) and not is_inspecting():
        return exit_status(exc.code)
    try:
        show(exc)
    except SystemExit as leaving:
        return exit_status(leaving.code)
    return 130 if isinstance(exc, KeyboardInterrupt) else 1


def is_exit(exc):
    return isinstance(exc, SystemExit) and (not isinstance(exc, TaskletExit) or is_exit_request(exc))


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
    # Whatever reports an exception remembers it, for debuggers.
    import sys
    sys.last_exc = exc
    sys.last_type = type(exc)
    sys.last_value = exc
    sys.last_traceback = exc.__traceback__
    original = original_hook('excepthook')
    hook = getattr(sys, 'excepthook', MISSING)
    try:
        audit('sys.excepthook', None if hook is MISSING else hook, type(exc), exc, exc.__traceback__)
    except RuntimeError:
        return
    except BaseException as failure:
        unraisable(failure, 'Exception ignored in audit hook', None)
    if hook is MISSING:
        write_error('sys.excepthook is missing\n')
        hook = original
    try:
        hook(type(exc), exc, exc.__traceback__)
    except SystemExit:
        if not is_inspecting():
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


MISSING = object()


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
    kill_runners()
    threading = loaded_module('threading')
    if threading is not None:
        try:
            threading._shutdown()
        except BaseException as exc:
            unraisable(exc, 'Exception ignored on threading shutdown', None)
    run_exit_callbacks()
    write_out_files()
    begin_finalizing()
    if not flush_streams(False):
        status = 120
    restore_streams()
    finalize_all()
    write_out_files()
    for awaitable in unawaited():
        warn_unawaited(awaitable)
    flush_streams(True)
    return status


def flush_streams(again):
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
                unraisable(exc, 'Exception ignored while flushing sys.stdout', None)
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
            unraisable(exc, f'Exception ignored in atexit callback {function!r}', None)


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
