class D:
    def __set_name__(self, owner, name): print(owner.__name__, name)
class A:
    x = D()
    y = D()
# expect: A x
# expect: A y
