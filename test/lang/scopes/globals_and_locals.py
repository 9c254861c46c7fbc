def f(a, b=2):
    c = 3
    return locals()
print(f(1), 'f' in globals(), __name__)  # expect: {'a': 1, 'b': 2, 'c': 3} True __main__
globals()['new'] = 5
print(new)  # expect: 5
