# The prompt: reads a statement, runs it in __main__, shows what it gives, and so on until the input ends.

ALLOW_INCOMPLETE_INPUT = 0x4000
CREDITS = '''\
Thanks to CWI, CNRI, BeOpen, Zope Corporation, the Python Software Foundation,
and a cast of thousands for supporting Python development.  See www.python.org
for more information.'''
COMPOUND = {'if', 'while', 'for', 'try', 'with', 'def', 'class', 'async'}


def interact(banner):
    if banner is not None:
        write_stderr(banner)
    namespace = main_namespace()
    add_printers()
    sources = {}
    while True:
        try:
            source = read_statement()
            if source is None:
                write_stderr('\n')
                return
            filename = f'<python-input-{len(sources)}>' if is_console() else f'<stdin>-{len(sources)}'
            sources[filename] = source
            exec_main(compile_single(source, filename, 0), namespace)
        except SystemExit:
            raise
        except KeyboardInterrupt:
            write_stderr('\nKeyboardInterrupt\n')
        except BaseException as exc:
            show_exception(exc, sources)
        flush()


def add_printers():
    import builtins, sys, _sitebuiltins
    if hasattr(builtins, 'copyright'):
        return
    builtins.copyright = _sitebuiltins._Printer('copyright', sys.copyright)
    builtins.credits = _sitebuiltins._Printer('credits', CREDITS)
    builtins.license = _sitebuiltins._Printer(
        'license', 'See https://www.python.org/psf/license/', ['LICENSE.txt', 'LICENSE'], [sys._stdlib_dir, '.'])


def read_statement():
    # The lines of a statement; None at the end of the input. A compound one ends with an empty line.
    source = ''
    while True:
        line = read_line('ps2' if source else 'ps1')
        if line is None:
            return source or None
        if source == '' and (line.strip() == '' or line.lstrip().startswith('#')):
            continue
        source += line + '\n'
        if is_complete(source, line):
            return source


def is_complete(source, line):
    if is_compound(source) and line.strip() != '':
        return False
    try:
        compile_single(source, '<stdin>', ALLOW_INCOMPLETE_INPUT)
    except SyntaxError as exc:
        return type(exc).__name__ != '_IncompleteInputError'
    except BaseException:
        return True
    return True


def is_compound(source):
    if source.startswith('@'):
        return True
    first = source.split('\n', 1)[0].split('#', 1)[0].rstrip()
    word = first.split(None, 1)[0].partition(':')[0].partition('(')[0]
    return word in COMPOUND or word == 'match' and first.endswith(':')


def read_line(prompt_name):
    prompt = sys_attribute(prompt_name)
    prompt = '' if prompt is None else str(prompt)
    flush()
    if is_console():
        return edit_line(prompt)
    write_stderr(prompt)
    line = sys_attribute('stdin').readline()
    return None if line == '' else line.removesuffix('\n')


def show_exception(exc, sources):
    import sys, linecache
    for name, source in sources.items():
        linecache.cache[name] = (len(source), None, source.splitlines(True), name)
    sys.last_exc = exc
    sys.last_type = type(exc)
    sys.last_value = exc
    sys.last_traceback = exc.__traceback__
    hook = sys_attribute('excepthook') or original_hook('excepthook')
    try:
        hook(type(exc), exc, exc.__traceback__)
    except SystemExit:
        raise
    except BaseException:
        dump_exception(exc)


def write_stderr(text):
    stderr = sys_attribute('stderr')
    if stderr is not None:
        stderr.write(text)
        stderr.flush()


def flush():
    for name in ('stdout', 'stderr'):
        stream = sys_attribute(name)
        if stream is not None:
            stream.flush()
