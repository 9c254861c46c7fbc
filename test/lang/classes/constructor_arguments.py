class A: pass
try:
    A(1)
except TypeError as e:
    print(e)  # expect: A() takes no arguments
class B:
    def __init__(self, a): pass
B()  # expect error: TypeError: B.__init__() missing 1 required positional argument: 'a'
