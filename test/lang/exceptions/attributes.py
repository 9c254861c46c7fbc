try:
    import no_such_module
except ImportError as e:
    print(e, e.name, type(e).__name__)  # expect: No module named 'no_such_module' no_such_module ModuleNotFoundError
try:
    {}['key']
except KeyError as e:
    print(e, e.args, repr(e))  # expect: 'key' ('key',) KeyError('key')
try:
    nope
except NameError as e:
    print(e.name)  # expect: nope
print(StopIteration(5).value, SystemExit(3).code, UnicodeDecodeError('utf-8', b'\xff', 0, 1, 'why').reason, AttributeError('a', name='n', obj=1).obj)  # expect: 5 3 why 1
