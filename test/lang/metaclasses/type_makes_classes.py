A = type('A', (), {'x': 1, 'f': lambda self: self.x})
B = type('B', (A,), dict(y=2))
print(A().f(), B.__mro__, type(B), B().y)  # expect: 1 (<class '__main__.B'>, <class '__main__.A'>, <class 'object'>) <class 'type'> 2
type('C', 5, {})  # expect error: TypeError: type.__new__() argument 2 must be tuple, not int
