class A:
    __slots__ = ('s',)
for f in (lambda: A().s, lambda: A().x, lambda: A.x, lambda: (1).foo, lambda: None.x, lambda: setattr(A(), 'y', 1), lambda: setattr(1, 'x', 1), lambda: len.x, lambda: delattr(A(), 's')):
    try:
        f()
    except AttributeError as e:
        print(e)
# expect: 'A' object has no attribute 's'
# expect: 'A' object has no attribute 'x'
# expect: type object 'A' has no attribute 'x'
# expect: 'int' object has no attribute 'foo'
# expect: 'NoneType' object has no attribute 'x'
# expect: 'A' object has no attribute 'y' and no __dict__ for setting new attributes
# expect: 'int' object has no attribute 'x' and no __dict__ for setting new attributes
# expect: 'builtin_function_or_method' object has no attribute 'x'
# expect: s
