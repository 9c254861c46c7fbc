class M(type):
    def hello(cls): return 'hello ' + cls.__name__
    @property
    def p(cls): return 'meta property'
class A(metaclass=M): pass
print(A.hello(), A.p)  # expect: hello A meta property
A().hello()  # expect error: AttributeError: 'A' object has no attribute 'hello'
