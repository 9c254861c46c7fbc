# The state of `reversed` is an index, which is brought into the bounds that the sequence has then; an iterator that has ended stays at its end.
class Sequence:
    def __len__(self):
        print('len')
        return 3

    def __getitem__(self, i):
        return i


for state in 1, 10, True:
    it = reversed(Sequence())
    it.__setstate__(state)
    print(it.__reduce__()[2:], [next(it), next(it)])
# expect: len
# expect: len
# expect: (1,) [1, 0]
# expect: len
# expect: len
# expect: (2,) [2, 1]
# expect: len
# expect: len
# expect: (1,) [1, 0]

for state in -1, -7:
    it = reversed(Sequence())
    it.__setstate__(state)
    print(it.__reduce__()[1:], it.__length_hint__())
    it.__setstate__(2)
    print(list(it))
# expect: len
# expect: len
# expect: (((),),) 0
# expect: []
# expect: len
# expect: len
# expect: (((),),) 0
# expect: []

it = reversed('ab')
next(it), next(it)
print(it.__reduce__()[1:])  # expect: (((),),)

for state in 'a', 1.5, None, 2**70:
    try:
        reversed('ab').__setstate__(state)
    except (TypeError, OverflowError) as error:
        print(type(error).__name__, error)
# expect: TypeError an integer is required
# expect: TypeError an integer is required
# expect: TypeError an integer is required
# expect: OverflowError Python int too large to convert to C ssize_t
