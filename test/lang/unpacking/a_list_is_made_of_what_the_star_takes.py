# The items before the star are taken first; then the iterator is made a list of, which asks it for its length.
def attempt(f, *arguments):
    try:
        print(f(*arguments))
    except Exception as e:
        print(type(e).__name__, e)


class Telling:
    def __init__(self, *values):
        self.values = iter(values)
    def __iter__(self):
        print('iter')
        return self
    def __next__(self):
        print('next')
        return next(self.values)
    def __length_hint__(self):
        print('hint')
        return 3


def first(value):
    a, *b = value
    return a, b


def second(value):
    a, b, *c, d = value
    return a, b, c, d


attempt(first, Telling(1, 2, 3))
# expect: iter
# expect: next
# expect: iter
# expect: hint
# expect: next
# expect: next
# expect: next
# expect: (1, [2, 3])
attempt(first, Telling())
# expect: iter
# expect: next
# expect: ValueError not enough values to unpack (expected at least 1, got 0)
attempt(second, Telling(1))
# expect: iter
# expect: next
# expect: next
# expect: ValueError not enough values to unpack (expected at least 3, got 1)
attempt(second, Telling(1, 2))
# expect: iter
# expect: next
# expect: next
# expect: iter
# expect: hint
# expect: next
# expect: ValueError not enough values to unpack (expected at least 3, got 2)
attempt(second, Telling(1, 2, 3))
# expect: iter
# expect: next
# expect: next
# expect: iter
# expect: hint
# expect: next
# expect: next
# expect: (1, 2, [], 3)
attempt(first, (i for i in range(3)))  # expect: (0, [1, 2])
