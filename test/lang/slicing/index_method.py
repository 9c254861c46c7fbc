class I:
    def __index__(self): return 2
print([1, 2, 3][I()], 'abcdef'[I():], [0] * I(), hex(I()), range(5)[I()])  # expect: 3 cdef [0, 0] 0x2 2
[1][1.0]  # expect error: TypeError: list indices must be integers or slices, not float
