class A:
    n = 3
    a = [i for i in range(n)]
    b = [__class__ for i in ()]
print(A.a)  # expect: [0, 1, 2]
class B:
    n = 3
    a = [n for i in range(2)]  # expect error: NameError: name 'n' is not defined
