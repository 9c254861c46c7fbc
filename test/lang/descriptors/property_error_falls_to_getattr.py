class A:
    @property
    def x(self): raise AttributeError('inner')
    def __getattr__(self, n): return 'fallback ' + n
print(A().x)  # expect: fallback x
