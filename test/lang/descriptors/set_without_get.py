class Stored:
    def __init__(self, name):
        self.name = name

    def __set__(self, obj, value):
        obj.__dict__[self.name] = value


class A:
    a = Stored('a')


x = A()
print(x.a is A.__dict__['a'])  # expect: True
x.a = 42
print(x.a, vars(x))  # expect: 42 {'a': 42}


class Meta(type):
    pass


class B(metaclass=Meta):
    a = 1


Meta.a = Stored('a')
print(B.a)  # expect: 1
