class M:
    def __matmul__(self, o): return ('mat', o)
    def __rmatmul__(self, o): return ('rmat', o)
    def __imatmul__(self, o): return ('imat', o)
m = M()
print(m @ 1, 1 @ m)  # expect: ('mat', 1) ('rmat', 1)
m @= 2
print(m)  # expect: ('imat', 2)
