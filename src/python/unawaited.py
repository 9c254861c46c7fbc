# The warnings of what was made to be awaited and never was. They are given where something is collected, and raise nothing.


def warn_of_coroutine(coroutine):
    # By way of the module warnings, where a program may have put something else.
    warned = False
    try:
        warnings = loaded_module('warnings')
        if warnings is None and not is_finalizing():
            import warnings
        warn = getattr(warnings, '_warn_unawaited_coroutine', None)
        if warn is not None:
            warn(coroutine)
            warned = True
    except BaseException as exc:
        warned = isinstance(exc, RuntimeWarning)
        report_unraisable(exc, f'Exception ignored while finalizing coroutine {coroutine!r}', None)
    if not warned:
        warn_plainly(f"coroutine '{coroutine.__qualname__}' was never awaited",
                     f'Exception ignored while finalizing coroutine {coroutine!r}')


def warn_of_method(awaitable, method, qualname):
    warn_plainly(f'coroutine method {method!r} of {qualname!r} was never awaited',
                 f'Exception ignored while finalizing {awaitable!r}')


def warn_plainly(message, failure):
    try:
        import _warnings
        _warnings.warn(message, RuntimeWarning)
    except BaseException as exc:
        report_unraisable(exc, failure, None)
