import itertools


class Again:
    count = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.count += 1
        if self.count == 2:
            return next(pairs)
        return [self.count]


pairs = itertools.pairwise(Again())
print(next(pairs), next(pairs), next(pairs))  # expect: ([1], ([1], [3])) (([1], [3]), [4]) ([4], [5])


class Sequence:
    def __getitem__(self, index):
        return 'abc'[index]

    def __len__(self):
        return 3


it = iter(Sequence())
print(iter(it) is it, next(it), it.__length_hint__())  # expect: True a 2
print(it.__reduce__()[2])  # expect: 1
it.__setstate__(2)
print(list(it), it.__reduce__()[1:])  # expect: ['c'] (((),),)
