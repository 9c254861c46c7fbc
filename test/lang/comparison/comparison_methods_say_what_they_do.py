import functools
import types

for cls in types.SimpleNamespace, types.MappingProxyType, types.CellType, type(functools.cmp_to_key(max)):
    print(cls.__eq__.__doc__, cls.__ge__.__doc__, cls.__lt__.__doc__)
# expect: Return self==value. Return self>=value. Return self<value.
# expect: Return self==value. Return self>=value. Return self<value.
# expect: Return self==value. Return self>=value. Return self<value.
# expect: Return self==value. Return self>=value. Return self<value.
