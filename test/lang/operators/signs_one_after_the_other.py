def f(x):
    return 1 - ---1 * 1, x - --x * 2, -x * 2 - -(-x) / 2


print(f(1.5))  # expect: (2, -1.5, -3.75)
