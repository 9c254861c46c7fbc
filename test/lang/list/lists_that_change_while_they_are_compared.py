class Clears:
    def __init__(self, lists):
        self.lists = lists

    def __eq__(self, other):
        for each in self.lists:
            each.clear()
        return False


both = [], []
both[0].append(Clears(both))
both[1].append(1)
print(both[0] == both[1])  # expect: True

one = []
one.append(Clears([one]))
print(one == [1])  # expect: False
one.append(Clears([one]))
print(one < [1])  # expect: True

tail = []
left, right = [[Clears([tail])], 2], [[3], 2]
print(left == right)  # expect: False


class Drains:
    def __init__(self, target):
        self.target = target

    def __iter__(self):
        yield from self.target
        self.target.clear()


numbers = [1, 2, 3]
try:
    numbers[::-1] = Drains(numbers)
except ValueError as error:
    print(error)  # expect: attempt to assign sequence of size 3 to extended slice of size 0
numbers = [1, 2, 3]
numbers[1:2] = Drains(numbers)
print(numbers)  # expect: [1, 2, 3]
