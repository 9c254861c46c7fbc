class A:
    class B:
        pass


print(A.B)  # expect: <class '__main__.A.B'>
for module in None, 5, '', 'builtins', 'module':
    A.B.__module__ = module
    print(A.B)
# expect: <class 'B'>
# expect: <class 'B'>
# expect: <class '.A.B'>
# expect: <class 'B'>
# expect: <class 'module.A.B'>
A.B.__qualname__ = 'other'
print(A.B)  # expect: <class 'module.other'>
A.B.__module__ = 1
print(A.B, type('T', (), {'__module__': 7, '__qualname__': 'U'}), type('T', (), {'__module__': 'm', '__qualname__': 'U'}))  # expect: <class 'B'> <class 'T'> <class 'm.U'>
