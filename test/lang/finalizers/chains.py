# What an object refers to goes after it.
import gc

class Node:
    def __init__(self, name, next=None):
        self.name = name
        self.next = next
    def __del__(self):
        print(self.name, self.next and self.next.name)

head = Node('a', Node('b', Node('c')))
del head
# expect: a b
# expect: b c
# expect: c None
gc.collect()

class Parent:
    pass

parent = Parent()
parent.child = Node('child')
parent.me = parent
del parent
gc.collect()  # expect: child None
