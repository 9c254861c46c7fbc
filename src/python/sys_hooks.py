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
    if isinstance(value, BaseException) and is_traceback(traceback) and value.__traceback__ is None:
        value.__traceback__ = traceback
    try:
        from traceback import _print_exception_bltin as show
        show(value)
    except BaseException:
        write_exception(stderr, value)
        stderr.flush()


def is_traceback(value):
    return type(value).__name__ == 'traceback' and hasattr(value, 'tb_frame')


CAUSE = '\nThe above exception was the direct cause of the following exception:\n\n'
CONTEXT = '\nDuring handling of the above exception, another exception occurred:\n\n'


def write_exception(file, exc):
    # What CPython's C shows when the library's traceback cannot. A syntax error has no line there.
    if not isinstance(exc, BaseException):
        file.write(f'TypeError: print_exception(): Exception expected for value, {type(exc).__name__} found\n')
        return
    chain = [(exc, '')]
    seen = {id(exc)}
    while True:
        cause, context = exc.__cause__, exc.__context__
        if cause is not None:
            exc, between = cause, CAUSE
        elif context is not None and not exc.__suppress_context__:
            exc, between = context, CONTEXT
        else:
            break
        if id(exc) in seen:
            break
        seen.add(id(exc))
        chain.append((exc, between))
    for i in reversed(range(len(chain))):
        exc, between = chain[i]
        if exc.__traceback__ is not None:
            write_traceback(file, exc.__traceback__)
        if hasattr(exc, 'print_file_and_line'):
            file.write(f'  File "{exc.filename}", line 0\n')
        file.write(named(type(exc)) + described(exc) + '\n' + between)


def named(cls):
    module = getattr(cls, '__module__', None)
    if not isinstance(module, str):
        return f'<unknown>.{cls.__qualname__}'
    return cls.__qualname__ if module in ('builtins', '__main__') else f'{module}.{cls.__qualname__}'


def described(exc):
    try:
        text = str(exc)
    except BaseException:
        return ': <exception str() failed>'
    return text and f': {text}'


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
        line = source_line(filename, lineno).strip()
    except Exception:
        return
    if line:
        file.write(f'    {line}\n')


def source_line(filename, lineno):
    # As CPython's C reads it: with what io.open is at that moment, and nothing kept.
    import io
    import tokenize
    with io.open(filename, 'rb') as file:
        encoding, lines = tokenize.detect_encoding(file.readline)
        text = (b''.join(lines) + file.read()).decode(encoding)
    return text.splitlines()[lineno - 1]


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
