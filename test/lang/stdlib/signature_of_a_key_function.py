import functools
import inspect

key = functools.cmp_to_key(lambda a, b: b - a)
print(inspect.signature(key), key.__text_signature__, inspect.signature(functools.cmp_to_key))  # expect: (obj) (obj) (mycmp)
print(sorted([1, 3, 2], key=key))  # expect: [3, 2, 1]
