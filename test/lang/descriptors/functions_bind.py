def f(self, y): return self, y
class A: pass
print(f.__get__(5)(6), f.__get__(None, A) is f)  # expect: (5, 6) True
A.m = f
print(A().m(1)[1])  # expect: 1
