class A:
    def __repr__(self): return 'A!'
class B:
    def __str__(self): return 'B?'
print(A(), [A()], str(B()), repr(A()), f'{A()!r}')  # expect: A! [A!] B? A! A!
class C:
    def __str__(self): return 5
str(C())  # expect error: TypeError: __str__ returned non-string (type int)
