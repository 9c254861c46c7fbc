s = slice(1, 10, 2)
print(s, s.start, s.stop, s.step, s.indices(5), slice(None) == slice(None, None, None))  # expect: slice(1, 10, 2) 1 10 2 (1, 5, 2) True
class A:
    def __getitem__(self, k): return k
print(A()[1:2, ::3, ..., 5], A()[:], A()[1,])  # expect: (slice(1, 2, None), slice(None, None, 3), Ellipsis, 5) slice(None, None, None) (1,)
