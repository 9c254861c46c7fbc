from collections import namedtuple, Counter, defaultdict, deque, OrderedDict, ChainMap
P = namedtuple('P', 'x y', defaults=[0])
print(P(1), P(1, 2)._replace(x=5), P(3)._asdict(), P(1) == (1, 0))  # expect: P(x=1, y=0) P(x=5, y=2) {'x': 3, 'y': 0} True
print(Counter('banana').most_common(2), Counter(a=2) - Counter(a=1), ChainMap({'a': 1}, {'b': 2})['b'])  # expect: [('a', 3), ('n', 2)] Counter({'a': 1}) 2
d = defaultdict(list)
d['k'].append(1)
q = deque([1, 2, 3], maxlen=3)
q.append(4); q.rotate(1)
print(d, q, OrderedDict(a=1))  # expect: defaultdict(<class 'list'>, {'k': [1]}) deque([4, 2, 3], maxlen=3) OrderedDict({'a': 1})
