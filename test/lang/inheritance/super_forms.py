class A:
    x = 'A.x'
class B(A):
    x = 'B.x'
    def f(self): return super().x, super(B, self).x, super(B, B).x, __class__.__name__
print(B().f(), super(B, B()).x)  # expect: ('A.x', 'A.x', 'A.x', 'B') A.x
super()  # expect error: RuntimeError: super(): no arguments
