def f[T: int, U: (int, str), V = bool](): pass
t, u, v = f.__type_params__
print(t.__bound__, u.__constraints__, v.__default__, v.has_default(), t)  # expect: <class 'int'> (<class 'int'>, <class 'str'>) <class 'bool'> True T
