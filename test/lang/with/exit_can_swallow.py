class C:
    def __init__(self, r): self.r = r
    def __enter__(self): return self
    def __exit__(self, t, v, tb):
        print(t.__name__, v)
        return self.r
with C(True):  # expect: ZeroDivisionError division by zero
    1 / 0
print('went on')  # expect: went on
with C(0):  # expect: KeyError 'k'
    {}['k']  # expect error: KeyError: 'k'
