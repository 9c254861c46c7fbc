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
    message = unraisable.err_msg
    thing = unraisable.object
    if thing is not None:
        stderr.write('Exception ignored in: ' if message is None else f'{message}: ')
        try:
            text = repr(thing)
        except BaseException:
            text = '<object repr() failed>'
        stderr.write(text + '\n')
    elif message is not None:
        stderr.write(f'{message}:\n')
    if unraisable.exc_traceback is not None:
        write_traceback(stderr, unraisable.exc_traceback)
    exc_type = unraisable.exc_type
    if exc_type is None:
        return
    module = getattr(exc_type, '__module__', None)
    if not isinstance(module, str):
        stderr.write('<unknown>')
    elif module not in ('builtins', '__main__'):
        stderr.write(module + '.')
    stderr.write(exc_type.__qualname__)
    if unraisable.exc_value is not None:
        stderr.write(': ')
        try:
            text = str(unraisable.exc_value)
        except BaseException:
            text = '<exception str() failed>'
        stderr.write(text)
    stderr.write('\n')
    stderr.flush()


# What CPython's traceback in C shows of one place that is there again and again.
MOST_REPEATED = 3
MOST_ENTRIES = 1000


def write_traceback(file, tb):
    # Plainer than the library's: without columns, and with the lines of files only.
    limit = sys_attribute('tracebacklimit')
    if not isinstance(limit, int):
        limit = MOST_ENTRIES
    if limit <= 0:
        return
    file.write('Traceback (most recent call last):\n')
    entries = []
    while tb is not None:
        entries.append(tb)
        tb = tb.tb_next
    last = None
    count = 0
    for tb in entries[-limit:]:
        code = tb.tb_frame.f_code
        place = code.co_filename, tb.tb_lineno, code.co_name
        if place != last:
            write_repeated(file, count)
            last = place
            count = 0
        count += 1
        if count <= MOST_REPEATED:
            write_place(file, *place)
    write_repeated(file, count)


def write_repeated(file, count):
    count -= MOST_REPEATED
    if count > 0:
        file.write(f'  [Previous line repeated {count} more time{"s" if count > 1 else ""}]\n')


def write_place(file, filename, lineno, name):
    file.write(f'  File "{filename}", line {lineno}, in {name}\n')
    if filename.startswith('<') or lineno is None:
        return
    try:
        import linecache
        line = linecache.getline(filename, lineno).strip()
    except Exception:
        return
    if line:
        file.write(f'    {line}\n')


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
