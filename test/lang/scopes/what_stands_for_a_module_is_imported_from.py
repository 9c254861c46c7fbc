import sys
import types


def attempt(statement):
    try:
        namespace = {}
        exec(statement, namespace)
        print({name: value for name, value in namespace.items() if name != '__builtins__'})
    except (TypeError, ImportError) as e:
        print(f'{type(e).__name__}: {e}')


class Stand:
    __slots__ = '__name__',

    def __init__(self):
        self.__name__ = 'stand'


sys.modules['stand'] = Stand()
sys.modules['stand.x'] = 5
attempt('from stand import x')  # expect: {'x': 5}
attempt('from stand import y')  # expect: ImportError: cannot import name 'y' from 'stand' (unknown location)
module = sys.modules['module_with_odd_keys'] = types.ModuleType('module_with_odd_keys')
module.a = 1
attempt('from module_with_odd_keys import *')  # expect: {'a': 1}
vars(module)[b'x'] = 2
attempt('from module_with_odd_keys import *')  # expect: TypeError: Key in module_with_odd_keys.__dict__ must be str, not bytes
module.__all__ = [b'x']
attempt('from module_with_odd_keys import *')  # expect: TypeError: Item in module_with_odd_keys.__all__ must be str, not bytes
