class A:
    "doc"
    a: int = 1
    class B: pass
print(A.__doc__, A.__module__, A.B.__qualname__, A.__annotations__, A.__bases__, A.__mro__[-1], A.__dict__['a'])  # expect: doc __main__ A.B {'a': <class 'int'>} (<class 'object'>,) <class 'object'> 1
print(A, type(A), A.__firstlineno__)  # expect: <class '__main__.A'> <class 'type'> 1
