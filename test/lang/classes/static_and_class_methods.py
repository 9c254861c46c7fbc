class A:
    @staticmethod
    def s(x): return x
    @classmethod
    def c(cls): return cls.__name__
class B(A): pass
print(A.s(1), A().s(2), A.c(), B.c(), B().c())  # expect: 1 2 A B B
