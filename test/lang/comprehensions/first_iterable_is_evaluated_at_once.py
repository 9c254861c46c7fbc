def f():
    print('f')
    return [1]
g = (x for x in f())  # expect: f
print('made')  # expect: made
print(list(g))  # expect: [1]
g = (x for x in 5)  # expect error: TypeError: 'int' object is not iterable
