def add(cls):
    cls.x = 1
    return cls
@add
class A: pass
print(A.x)  # expect: 1
