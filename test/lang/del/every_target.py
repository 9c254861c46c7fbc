a, b, c = [1, 2, 3], {'k': 1}, 5
class O: x = 1
del a[0], b['k'], (c), O.x
print(a, b, hasattr(O, 'x'))  # expect: [2, 3] {} False
del c  # expect error: NameError: name 'c' is not defined
