import sys
import warnings

code = compile('42', 'x', 'single')
hook = sys.displayhook
del sys.displayhook
try:
    exec(code)
except RuntimeError as error:
    print(error)  # expect: lost sys.displayhook
sys.displayhook = hook
exec(code)  # expect: 42
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    sys._clear_internal_caches()
    sys._clear_type_cache()
for warning in caught:
    print(warning.category.__name__, warning.message)  # expect: DeprecationWarning sys._clear_type_cache() is deprecated and scheduled for removal in a future version. Use sys._clear_internal_caches() instead.
