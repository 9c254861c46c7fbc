# One collection finalizes a chain of objects from end to end, also while the functions that do it become hot.
import gc

count = 0


class Link(list):
    def __del__(self):
        global count
        count += 1


def chain(length):
    link = Link()
    for _ in range(length - 1):
        link = Link([link])


chain(30)
gc.collect()
print(count)  # expect: 30
