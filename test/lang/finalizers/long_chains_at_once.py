# One collection finalizes chains of objects from end to end, also while the functions that do it become hot.
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


for chains in 1, 10, 20, 3:
    count = 0
    for _ in range(chains):
        chain(60)
    gc.collect()
    print(chains, count)
# expect: 1 60
# expect: 10 600
# expect: 20 1200
# expect: 3 180
