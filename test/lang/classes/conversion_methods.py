class A:
    def __int__(self): return 7
    def __float__(self): return 1.5
    def __index__(self): return 3
    def __complex__(self): return 2j
    def __round__(self, n=None): return ('round', n)
    def __abs__(self): return 'abs'
    def __neg__(self): return 'neg'
print(int(A()), float(A()), complex(A()), round(A()), round(A(), 2), abs(A()), -A(), bin(A()))  # expect: 7 1.5 2j ('round', None) ('round', 2) abs neg 0b11
