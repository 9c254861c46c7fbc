def f(n):
    print('f', n)
    return {}
f(1)['a'], f(2)['b'] = 1, 2
# expect: f 1
# expect: f 2
