class A:
    count = 0
    def __init__(self, x):
        self.x = x
        A.count += 1
    def get(self): return self.x
a = A(5)
print(a.get(), A.get(a), A.count, a.__dict__, a.__class__.__name__)  # expect: 5 5 1 {'x': 5} A
a.missing  # expect error: AttributeError: 'A' object has no attribute 'missing'
