from collections import deque
class N:
    def __init__(self, n): self.n = n
    def __index__(self): return self.n
    def __rmul__(self, other): return NotImplemented
    def __radd__(self, other): return NotImplemented
for x in 'ab', [1], (1,), b'a', bytearray(b'a'), deque([1]):
    print(x * N(2), x.__mul__(N(3)), N(2) * x if isinstance(x, str) else None)
    for f in (lambda: x + N(1), lambda: x * 'a', lambda: x.__mul__('a'), lambda: 1.5 * x, lambda: x * N(2**70)):
        try:
            f()
        except (TypeError, OverflowError) as e:
            print(e)
    x *= N(2)
    print(x)
# expect: abab ababab abab
# expect: can only concatenate str (not "N") to str
# expect: can't multiply sequence by non-int of type 'str'
# expect: 'str' object cannot be interpreted as an integer
# expect: can't multiply sequence by non-int of type 'float'
# expect: cannot fit 'N' into an index-sized integer
# expect: abab
# expect: [1, 1] [1, 1, 1] None
# expect: can only concatenate list (not "N") to list
# expect: can't multiply sequence by non-int of type 'str'
# expect: 'str' object cannot be interpreted as an integer
# expect: can't multiply sequence by non-int of type 'float'
# expect: cannot fit 'N' into an index-sized integer
# expect: [1, 1]
# expect: (1, 1) (1, 1, 1) None
# expect: can only concatenate tuple (not "N") to tuple
# expect: can't multiply sequence by non-int of type 'str'
# expect: 'str' object cannot be interpreted as an integer
# expect: can't multiply sequence by non-int of type 'float'
# expect: cannot fit 'N' into an index-sized integer
# expect: (1, 1)
# expect: b'aa' b'aaa' None
# expect: can't concat N to bytes
# expect: can't multiply sequence by non-int of type 'str'
# expect: 'str' object cannot be interpreted as an integer
# expect: can't multiply sequence by non-int of type 'float'
# expect: cannot fit 'N' into an index-sized integer
# expect: b'aa'
# expect: bytearray(b'aa') bytearray(b'aaa') None
# expect: can't concat N to bytearray
# expect: can't multiply sequence by non-int of type 'str'
# expect: 'str' object cannot be interpreted as an integer
# expect: can't multiply sequence by non-int of type 'float'
# expect: cannot fit 'N' into an index-sized integer
# expect: bytearray(b'aa')
# expect: deque([1, 1]) deque([1, 1, 1]) None
# expect: can only concatenate deque (not "N") to deque
# expect: can't multiply sequence by non-int of type 'str'
# expect: 'str' object cannot be interpreted as an integer
# expect: can't multiply sequence by non-int of type 'float'
# expect: cannot fit 'N' into an index-sized integer
# expect: deque([1, 1])
class A:
    def __radd__(self, other): return 'radd'
    def __rmul__(self, other): return 'rmul'
x = y = [1]
x += A()
y *= A()
print(x, y)  # expect: radd rmul
