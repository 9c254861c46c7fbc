class A:
    def __getattr__(self, n): return getattr(self, n + 'x')
try:
    A().a
except RecursionError as e:
    print('RecursionError')  # expect: RecursionError
