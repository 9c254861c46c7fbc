class M(type):
    @classmethod
    def __prepare__(m, name, bases): return {'given': 5}
class A(metaclass=M):
    y = given + 1
print(A.y, A.given)  # expect: 6 5
