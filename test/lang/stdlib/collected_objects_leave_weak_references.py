import gc
import weakref


class Node:
    pass


def referenced():
    node = Node()
    return weakref.ref(node, lambda ref: print('gone', ref() is None))


ref = referenced()  # expect: gone True
gc.collect()
print(ref())  # expect: None

cache = weakref.WeakValueDictionary()
node = cache['node'] = Node()
print(len(cache))  # expect: 1
del node
gc.collect()
print(len(cache))  # expect: 0


def names():
    nodes = [Node() for _ in range(3)]
    refs = [weakref.ref(n) for n in nodes]
    del nodes
    gc.collect()
    return [r() for r in refs]


print(names())  # expect: [None, None, None]
