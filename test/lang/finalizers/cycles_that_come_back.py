# The finalizers of a cycle are called once each; weak references to it have died before, with their callbacks.
import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name
        self.identity = id(self)
        self.items = [self]

    def __del__(self):
        print('del', self.name, reference(), self.other.name)
        if self.name == 'first':
            saved.append(self)


class Plain:
    pass


def make():
    first, second, plain = Node('first'), Node('second'), Plain()
    first.other, second.other, first.plain, plain.first = second, first, plain, first
    first.closure = lambda: second
    first.others = {second: 1, plain: 2}
    kept.append(weakref.ref(plain, lambda ref: print('plain has gone', ref())))
    return weakref.ref(first, lambda ref: print('first has gone', ref()))


saved, kept = [], []
reference = make()
gc.collect()
# expect: first has gone None
# expect: plain has gone None
# expect: del first None second
# expect: del second None first
first, = saved
second = first.other
print(first.items[0] is first, second.other is first, first.closure() is second, first.plain.first is first)  # expect: True True True True
print(first.identity == id(first), second.identity == id(second), first.others[second], first.others[first.plain])  # expect: True True 1 2
print(gc.is_finalized(first), gc.is_finalized(second), type(first) is Node, first.__dict__ == vars(first))  # expect: True True True True
saved.clear()
first = second = None
gc.collect()
