# Warnings: the module _warnings, and those the compiler issues. The work is done by the library's _py_warnings.


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    import warnings, _py_warnings
    try:
        _py_warnings.warn(message, category, stacklevel, source, skip_file_prefixes=skip_file_prefixes)
    except Warning as exc:
        # A filter made an error of it, which is raised here.
        raise exc.with_traceback(None)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    import warnings, _py_warnings
    try:
        _py_warnings.warn_explicit(message, category, filename, lineno, module, registry, module_globals, source)
    except Warning as exc:
        raise exc.with_traceback(None)


def syntax_warnings(found, filename, outcome):
    # What the compiler warns of; gives the outcome, or raises it. A filter may make a warning a syntax error.
    import warnings, _py_warnings
    for message, lineno, offset, text, end_lineno, end_offset in found:
        try:
            _py_warnings.warn_explicit(message, SyntaxWarning, filename, lineno)
        except SyntaxWarning:
            message = message.replace(" Such sequences will not work in the future.", "")
            if text is None:
                import linecache
                text = linecache.getline(filename, lineno) or None
            error = SyntaxError(message, (filename, lineno, offset, text, end_lineno, end_offset))
        else:
            continue
        raise error
    if isinstance(outcome, SyntaxError):
        raise outcome
    return outcome
