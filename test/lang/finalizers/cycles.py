# Who refers to itself, in whatever way, is finalized when garbage is collected.
import collections
import functools
import gc


class Base:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        names.append(self.name)


class List(Base, list):
    pass


class Dict(Base, dict):
    pass


class Slots(Base):
    __slots__ = 'x',


def collected(make, *classes):
    names.clear()
    make(*[cls(cls.__name__ + str(number)) for number, cls in enumerate(classes)])
    gc.collect()
    return sorted(names)


def attribute(b):
    b.me = b


def containers(b, c, d):
    b.list, b.dict, b.set = [b], {1: b, c: 2, (c,): 3}, {b, c}
    c.deque, c.ordered, c.frozen = collections.deque([d]), collections.OrderedDict(b=b), frozenset([b])
    d.default = collections.defaultdict(list, b=[(b,)])


def functions(b, c, d, e):
    b.method, b.slot = b.__del__, b.__repr__
    c.closure = lambda: c
    d.defaults = lambda x=d, *, y=d: x
    e.partial, e.map, e.iterator = functools.partial(print, e), map(str, [e]), iter([e])


def generator(b):
    def generate(b):
        for x in [b]:
            yield x
    b.generator = generate(b)
    next(b.generator)


def exception(b):
    try:
        raise ValueError
    except ValueError as error:
        b.error = error


def dictionary(b):
    b.dict = b.__dict__


def subclasses(b, c):
    b.append(c)
    c['x'] = b


def slots(b):
    b.x = b


def tree(root, *children):
    root.children = list(children)
    for child in children:
        child.parent = root


def chain(b, c, d):
    b.me, b.next = b, c
    c.next = d
    d.me = d


names = []
print(collected(attribute, Base))  # expect: ['Base0']
print(collected(containers, Base, Base, Base))  # expect: ['Base0', 'Base1', 'Base2']
print(collected(functions, Base, Base, Base, Base))  # expect: ['Base0', 'Base1', 'Base2', 'Base3']
print(collected(generator, Base))  # expect: ['Base0']
print(collected(exception, Base))  # expect: ['Base0']
print(collected(dictionary, Base))  # expect: ['Base0']
print(collected(subclasses, List, Dict))  # expect: ['Dict1', 'List0']
print(collected(slots, Slots))  # expect: ['Slots0']
print(collected(tree, Base, Base, Base))  # expect: ['Base0', 'Base1', 'Base2']
print(collected(chain, Base, Base, Base))  # expect: ['Base0', 'Base1', 'Base2']

alive = Base('alive')
print(collected(lambda b: (setattr(b, 'alive', [alive, b]), setattr(alive, 'b', b)), Base))  # expect: []
alive.me = alive
print(alive.b.alive[0] is alive, collected(int))  # expect: True []
alive.b = None
print(collected(int))  # expect: ['Base0']
