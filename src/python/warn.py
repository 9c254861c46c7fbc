# Warnings: the module _warnings, and those the compiler issues. The work is done by the library's _py_warnings.


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    import _py_warnings
    _py_warnings.warn(message, category, stacklevel, source, skip_file_prefixes=skip_file_prefixes)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    import _py_warnings
    _py_warnings.warn_explicit(message, category, filename, lineno, module, registry, module_globals, source)


def syntax_warnings(warnings, filename):
    import _py_warnings
    for message, lineno in warnings:
        try:
            _py_warnings.warn_explicit(message, SyntaxWarning, filename, lineno)
        except SyntaxWarning:
            raise SyntaxError(message, (filename, lineno, 1, None, lineno, 1)) from None
