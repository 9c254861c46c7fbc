# An array takes the items of a list or tuple by number, also from a subclass; fromlist takes those that are in the list itself.
import array


class List(list):
    def __getitem__(self, i):
        return 10 * super().__getitem__(i)

    def __iter__(self):
        return iter([7])

    def __len__(self):
        return 1


class Tuple(tuple):
    def __getitem__(self, i):
        return 10 * super().__getitem__(i)

    def __iter__(self):
        return iter([7])


print(array.array('b', List([1, 2])), array.array('b', Tuple([1, 2])))  # expect: array('b', [10, 20]) array('b', [10, 20])
made = array.array('b')
made.fromlist(List([1, 2]))
made.extend(List([1, 2]))
print(made)  # expect: array('b', [1, 2, 7])


class Shrinking:
    def __index__(self):
        items.pop()
        return 1


items = [Shrinking(), 2]
try:
    array.array('b', items)
except IndexError as error:
    print(error)  # expect: list index out of range
for code in (0x110000, 0xd800):
    wrong = array.array('w', code.to_bytes(4, 'little'))
    try:
        print(ascii(wrong.tounicode()))
    except ValueError as error:
        print(error)
# expect: 'utf-32-le' codec can't decode bytes in position 0-3: code point not in range(0x110000)
# expect: 'utf-32-le' codec can't decode bytes in position 0-3: code point in surrogate code point range(0xd800, 0xe000)
