# Items come from iterables and __index__, which may block; what failed leaves the items before it.
import pickle, io
from array import array
class I:
    def __index__(self): return 5
class Same:
    def __eq__(self, other): return other == 2
a = array('q', (I() for _ in range(2)))
a[0] = I()
try:
    a.extend([1, 2, None, 3])
except TypeError as e:
    print(e, a)  # expect: 'NoneType' object cannot be interpreted as an integer array('q', [5, 5, 1, 2])
try:
    a.fromlist([9, 'x'])
except TypeError:
    print(a)  # expect: array('q', [5, 5, 1, 2])
print(a.index(Same()), a.count(Same()), Same() in a, pickle.loads(pickle.dumps(a)), list(reversed(a)))  # expect: 3 1 True array('q', [5, 5, 1, 2]) [2, 1, 5, 5]
f = io.BytesIO()
a.tofile(f)
f.seek(8)
b = array('q')
try:
    b.fromfile(f, 9)
except EOFError as e:
    print(e, b)  # expect: read() didn't return enough bytes array('q', [5, 1, 2])
