import random

random.seed(3)


def inserted(items, key, reverse):
    result = []
    for x in reversed(items) if reverse else items:
        i = len(result)
        while i > 0 and key(x) < key(result[i - 1]):
            i -= 1
        result.insert(i, x)
    return result[::-1] if reverse else result


def check(make, key=None):
    for n in 0, 1, 2, 3, 17, 40, 100:
        items = [make() for _ in range(n)]
        for reverse in False, True:
            result = sorted(items, key=key, reverse=reverse)
            wanted = inserted(items, key or (lambda x: x), reverse)
            if not all(x is y for x, y in zip(result, wanted, strict=True)):
                return items, result
            if sorted(result, key=key, reverse=reverse) != result:
                return result
    return True


choose, below = random.choice, random.randrange
print(check(lambda: below(10)))  # expect: True
print(check(lambda: choose([1, 2.0, 1.0, 3, -0.0, 0])))  # expect: True
print(check(lambda: choose('abcdef') * below(3)))  # expect: True
print(check(lambda: (below(3), choose('ab'), random.random())))  # expect: True
print(check(lambda: (below(3), choose([1, 1.0, 2]))))  # expect: True
print(check(lambda: (choose('ab'),)))  # expect: True
print(check(lambda: [choose('ab'), below(2)]))  # expect: True
print(check(lambda: (below(3), (below(3),))))  # expect: True
print(check(lambda: (below(3),) * below(3)))  # expect: True
print(check(lambda: (below(3),) * 60))  # expect: True
print(check(lambda: (choose([True, 1, 0]), choose([None]))[:1]))  # expect: True
print(check(lambda: below(100), lambda x: (x % 3, -x % 2)))  # expect: True
print(check(lambda: str(below(100)), lambda x: x[-1]))  # expect: True


def attempt(items):
    try:
        print(sorted(items))
    except TypeError as e:
        print(e)


attempt([(1, 'a'), (1, 2)])  # expect: '<' not supported between instances of 'int' and 'str'
attempt([(1, None), (2, None)])  # expect: [(1, None), (2, None)]
attempt([(1, None), (1, 5)])  # expect: '<' not supported between instances of 'int' and 'NoneType'
attempt([(float('nan'), 1), (0, 2), (1, 0)])  # expect: [(nan, 1), (0, 2), (1, 0)]
