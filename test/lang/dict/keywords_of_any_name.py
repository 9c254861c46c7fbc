# No parameter of a native stands in the way of a keyword.
import collections
import functools
import types


class D(dict):
    pass


for i in range(3):
    print(dict(cls=1), dict(self=2, type=3), dict([('a', 1)], cls=2), D(cls=4))
    print(collections.OrderedDict(cls=1), collections.Counter(cls=2), collections.defaultdict(None, cls=3))
    print(types.SimpleNamespace(cls=1), functools.partial(print, cls=1, func=2).keywords, '{cls}{self}'.format(cls=1, self=2))
    d = {}
    d.update(cls=1, self=2)
    print(d)
# expect: {'cls': 1} {'self': 2, 'type': 3} {'a': 1, 'cls': 2} {'cls': 4}
# expect: OrderedDict({'cls': 1}) Counter({'cls': 2}) defaultdict(None, {'cls': 3})
# expect: namespace(cls=1) {'cls': 1, 'func': 2} 12
# expect: {'cls': 1, 'self': 2}
# expect: {'cls': 1} {'self': 2, 'type': 3} {'a': 1, 'cls': 2} {'cls': 4}
# expect: OrderedDict({'cls': 1}) Counter({'cls': 2}) defaultdict(None, {'cls': 3})
# expect: namespace(cls=1) {'cls': 1, 'func': 2} 12
# expect: {'cls': 1, 'self': 2}
# expect: {'cls': 1} {'self': 2, 'type': 3} {'a': 1, 'cls': 2} {'cls': 4}
# expect: OrderedDict({'cls': 1}) Counter({'cls': 2}) defaultdict(None, {'cls': 3})
# expect: namespace(cls=1) {'cls': 1, 'func': 2} 12
# expect: {'cls': 1, 'self': 2}
