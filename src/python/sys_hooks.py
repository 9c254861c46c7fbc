# The hooks of sys: what shows a value, an exception, an exception nobody can handle.


def displayhook(value):
    if value is None:
        return
    import builtins
    builtins._ = None
    text = repr(value)
    stdout = sys_attribute('stdout')
    if stdout is None:
        raise RuntimeError('lost sys.stdout')
    try:
        stdout.write(text)
    except UnicodeEncodeError:
        data = text.encode(stdout.encoding, 'backslashreplace')
        if hasattr(stdout, 'buffer'):
            stdout.buffer.write(data)
        else:
            stdout.write(data.decode(stdout.encoding, 'strict'))
    stdout.write('\n')
    builtins._ = value


def excepthook(exctype, value, traceback):
    stderr = sys_attribute('stderr')
    if stderr is None:
        return
    import traceback as formatting
    stdout = sys_attribute('stdout')
    if stdout is not None:
        try:
            stdout.flush()
        except Exception:
            pass
    formatting.print_exception(exctype, value, traceback, limit=formatting.BUILTIN_EXCEPTION_LIMIT, file=stderr)
    stderr.flush()


def unraisablehook(unraisable):
    stderr = sys_attribute('stderr')
    if stderr is None:
        return
    import traceback as formatting
    message = unraisable.err_msg
    thing = unraisable.object
    if thing is not None:
        stderr.write(f'{message or "Exception ignored in"}: {thing!r}\n' if message is None or not message.endswith(':')
                     else f'{message} {thing!r}\n')
    elif message:
        stderr.write(f'{message}:\n')
    formatting.print_exception(unraisable.exc_type, unraisable.exc_value, unraisable.exc_traceback,
                               limit=formatting.BUILTIN_EXCEPTION_LIMIT, file=stderr)
    stderr.flush()


def breakpointhook(*args, **kwargs):
    import os
    name = os.environ.get('PYTHONBREAKPOINT')
    if name == '0':
        return None
    if not name:
        name = 'pdb.set_trace'
    module_name, dot, attribute = name.rpartition('.')
    if not dot:
        module_name = 'builtins'
    try:
        import importlib
        module = importlib.import_module(module_name)
        hook = getattr(module, attribute)
    except Exception:
        import warnings
        warnings.warn(f'Ignoring unimportable $PYTHONBREAKPOINT: "{name}"', RuntimeWarning)
        return None
    return hook(*args, **kwargs)


def call_tracing(func, args):
    return func(*args)
