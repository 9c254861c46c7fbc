# print to any file object, and input().


def print_to(file, values, sep, end, flush):
    flush = True if flush else False
    first = True
    for value in values:
        if first:
            first = False
        else:
            file.write(str(sep))
        file.write(str(value))
    file.write(str(end))
    if flush:
        file.flush()


def try_flush(file):
    try:
        file.flush()
    except Exception:
        pass


def read_input(prompt):
    stdin = sys_stream('stdin')
    stdout = sys_stream('stdout')
    stderr = sys_stream('stderr')
    try_flush(stderr)
    stdout.write(str(prompt))
    try_flush(stdout)
    line = stdin.readline()
    if not isinstance(line, str):
        raise TypeError('object.readline() returned non-string')
    if line == '':
        raise EOFError('EOF when reading a line')
    return line[:-1] if line[-1] == '\n' else line


def breakpoint(*args, **kws):
    hook = sys_attribute('breakpointhook')
    if hook is None:
        raise RuntimeError('lost sys.breakpointhook')
    return hook(*args, **kws)


def leave(code=None):
    # exit() and quit(): also close the input that a prompt would go on reading.
    try:
        sys_attribute('stdin').close()
    except Exception:
        pass
    raise SystemExit(code)


def help(*args, **kwds):
    import pydoc
    return pydoc.help(*args, **kwds)
