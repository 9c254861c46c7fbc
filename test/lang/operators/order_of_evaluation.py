def f(x):
    print(x, end=' ')
    return x
print(f(1) + f(2) * f(3))  # expect: 1 2 3 7
print({f('a'): f('b')}, [f(1), f(2)][f(0)])  # expect: a b 1 2 0 {'a': 'b'} 1
