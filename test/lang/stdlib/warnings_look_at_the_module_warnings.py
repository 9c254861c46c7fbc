import _warnings
import warnings


def attempt(f):
    try:
        f()
    except Exception as e:
        print(f'{type(e).__name__}: {e}')


attempt(_warnings._release_lock)  # expect: RuntimeError: cannot release un-acquired lock
attempt(_warnings._filters_mutated_lock_held)  # expect: RuntimeError: warnings lock is not held
attempt(lambda: _warnings.warn('x', 3))  # expect: TypeError: category must be a Warning subclass, not 'int'
attempt(lambda: _warnings.warn('x', skip_file_prefixes=[]))  # expect: TypeError: warn() argument 'skip_file_prefixes' must be tuple, not list
attempt(lambda: _warnings.warn('x', skip_file_prefixes=(3,)))  # expect: TypeError: Found non-str 'int' in skip_file_prefixes.
attempt(lambda: _warnings.warn_explicit('x', UserWarning, 3, 4))  # expect: TypeError: warn_explicit() argument 'filename' must be str, not int
attempt(lambda: _warnings.warn_explicit('x', UserWarning, 'f', 1, registry=4))  # expect: TypeError: 'registry' must be a dict or None
attempt(lambda: _warnings.warn_explicit('x', UserWarning, 'f', 1, module_globals=4))  # expect: TypeError: module_globals must be a dict, not 'int'
warnings.filters = 3
attempt(lambda: _warnings.warn('x'))  # expect: ValueError: _warnings.filters must be a list
warnings.filters = [3]
attempt(lambda: _warnings.warn('x'))  # expect: ValueError: warnings.filters item 0 isn't a 5-tuple
warnings.filters = [(1, 2, 3, 4, 5)]
attempt(lambda: _warnings.warn('x'))  # expect: TypeError: action must be a string, not 'int'
warnings.filters = [('foo', None, Warning, None, 0)]
attempt(lambda: _warnings.warn('x'))
# expect: RuntimeError: Unrecognized action ('foo') in warnings.filters:
# expect:  ('foo', None, <class 'Warning'>, None, 0)
warnings.filters = [('error', None, Warning, __name__, 0)]
attempt(lambda: _warnings.warn('x'))  # expect: UserWarning: x
warnings.filters = []
warnings.defaultaction = 4
attempt(lambda: _warnings.warn('x'))  # expect: TypeError: _warnings.defaultaction must be a string, not 'int'
warnings.defaultaction = 'once'
warnings.onceregistry = 4
attempt(lambda: _warnings.warn_explicit('x', UserWarning, 'f', 1))  # expect: TypeError: _warnings.onceregistry must be a dict, not 'int'
warnings.defaultaction = 'default'
warnings._showwarnmsg = 3
attempt(lambda: _warnings.warn('y'))  # expect: TypeError: warnings._showwarnmsg() must be set to a callable
