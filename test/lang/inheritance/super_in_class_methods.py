class A:
    @classmethod
    def make(cls): return cls.__name__
    def __init__(self): self.a = 1
class B(A):
    @classmethod
    def make(cls): return 'B:' + super().make()
    def __init__(self):
        super().__init__()
        self.b = 2
print(B.make(), B().__dict__)  # expect: B:B {'a': 1, 'b': 2}
