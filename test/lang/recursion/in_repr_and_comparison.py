a = []
for i in range(20_000):
    a = [a]
for f in (repr, lambda x: x == [x], lambda x: x < [x]):
    try:
        f(a)
    except RecursionError:
        pass
    print('survived')
# expect: survived
# expect: survived
# expect: survived
