class A: pass
class B(A): pass
print(isinstance(B(), A), isinstance(1, (str, int)), issubclass(B, A), issubclass(bool, int), isinstance(1, int | str), isinstance(A, type))  # expect: True True True True True True
