# The prompt: reads a statement, runs it in __main__, shows what it gives, and so on until the input ends.

ALLOW_INCOMPLETE_INPUT = 0x4000
ONLY_AST = 0x400
# What `from __future__ import` leaves in `co_flags`.
FUTURES = 0x1fe0000
CREDITS = '''\
Thanks to CWI, CNRI, BeOpen, Zope Corporation, the Python Software Foundation,
and a cast of thousands for supporting Python development.  See www.python.org
for more information.'''
COMPOUND = {'if', 'while', 'for', 'try', 'with', 'def', 'class', 'async'}
# How many statements may end in MemoryError one after the other.
MOST_MEMORY_ERRORS = 16


def interact():
    import sys
    for name, text in (('ps1', '>>> '), ('ps2', '... ')):
        if not hasattr(sys, name):
            setattr(sys, name, text)
    add_printers()
    memory_errors = 0
    futures = 0
    while True:
        source = ''
        try:
            source = read_statement(futures)
            if source is None:
                write_stderr('\n')
                return
            code = compile_statement(source, futures)
            futures |= code.co_flags & FUTURES
            exec_main(code)
        except BaseException as exc:
            if isinstance(exc, SystemExit) and not is_inspecting():
                raise
            memory_errors = memory_errors + 1 if isinstance(exc, MemoryError) else 0
            if memory_errors > MOST_MEMORY_ERRORS:
                raise
            report_in_session(exc, source)
        else:
            memory_errors = 0
        flush_io()


def compile_statement(source, futures):
    # `futures` are the future features of statements before this one.
    import linecache
    is_terminal = is_console()
    if not is_terminal:
        # What is no sentence of the language is an error of the input as a whole.
        compile_single(source, '<stdin>', ONLY_AST | futures)
    number = count_input()
    name = f'<python-input-{number}>' if is_terminal else f'<stdin-{number}>'
    code = compile_single(source, name, futures)
    linecache._register_code(code, source, '<stdin>')
    audit('exec', code)
    return code


def report_in_session(exc, source):
    if isinstance(exc, KeyboardInterrupt) and source == '':
        write_stderr('\nKeyboardInterrupt\n')
        return
    if isinstance(exc, SyntaxError) and source and isinstance(exc.lineno, int):
        lines = source.splitlines(True)
        if 0 < exc.lineno <= len(lines):
            exc.text = lines[exc.lineno - 1]
    show_exception(exc)


def add_printers():
    import builtins, sys, _sitebuiltins
    if hasattr(builtins, 'copyright') or sys.flags.no_site:
        return
    builtins.copyright = _sitebuiltins._Printer('copyright', sys.copyright)
    builtins.credits = _sitebuiltins._Printer('credits', CREDITS)
    builtins.license = _sitebuiltins._Printer(
        'license', 'See https://www.python.org/psf/license/', ['LICENSE.txt', 'LICENSE'], [sys._stdlib_dir, '.'])


def read_statement(futures):
    # The lines of a statement; None at the end of the input. A compound one ends with an empty line.
    source = ''
    while True:
        line = read_line('ps2' if source else 'ps1')
        if line is None:
            if source:
                write_stderr('\n')
            return source or None
        if source == '' and (line.strip() == '' or line.lstrip().startswith('#')):
            continue
        source += line + '\n'
        if is_complete(source, line, futures):
            return source


def is_complete(source, line, futures):
    if is_compound(source) and line.strip() != '':
        return False
    try:
        compile_single(source, '<stdin>', ALLOW_INCOMPLETE_INPUT | futures)
    except SyntaxError as exc:
        return type(exc).__name__ != '_IncompleteInputError'
    except BaseException:
        return True
    return True


def is_compound(source):
    if source.startswith('@'):
        return True
    first = source.split('\n', 1)[0].split('#', 1)[0].rstrip()
    if first == '':
        return False
    word = first.split(None, 1)[0].partition(':')[0].partition('(')[0]
    return word in COMPOUND or word == 'match' and first.endswith(':')


def prompt_text(name):
    import sys
    try:
        return str(getattr(sys, name))
    except BaseException:
        return ''


def read_line(prompt_name):
    prompt = prompt_text(prompt_name)
    flush_io()
    if is_console():
        return edit_line(prompt)
    write_stderr(prompt)
    stdin = sys_attribute('stdin')
    line = '' if stdin is None else stdin.readline()
    if line == '':
        return None
    if not line.endswith('\n'):
        # The input has ended behind this line.
        write_stderr('\n')
    return line.removesuffix('\n')


def write_stderr(text):
    stderr = sys_attribute('stderr')
    if stderr is not None:
        stderr.write(text)
        stderr.flush()
