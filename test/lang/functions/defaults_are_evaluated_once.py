def f(a=[]):
    a.append(1)
    return a
print(f(), f(), f.__defaults__)  # expect: [1, 1] [1, 1] ([1, 1],)
