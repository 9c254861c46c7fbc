def f(x):
    print('f', x)
    return x
print(f(1) < f(0) < f(5))
# expect: f 1
# expect: f 0
# expect: False
