t = (1, 'a', None)
print(t + (2,), t * 2, t.index('a'), t.count(1), hash((1, 2)) == hash((1, 2)), (), (1,), t[::-1])  # expect: (1, 'a', None, 2) (1, 'a', None, 1, 'a', None) 1 1 True () (1,) (None, 'a', 1)
t[0] = 5  # expect error: TypeError: 'tuple' object does not support item assignment
