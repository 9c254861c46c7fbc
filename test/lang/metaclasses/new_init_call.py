class M(type):
    def __new__(m, name, bases, ns, **k):
        print('new', name, sorted(n for n in ns if n[0] != '_'), k)
        return super().__new__(m, name, bases, ns)
    def __init__(cls, name, bases, ns, **k): print('init', name)
    def __call__(cls, *a):
        print('call', a)
        return super().__call__()
class A(metaclass=M, opt=1):
    x = 1
# expect: new A ['x'] {'opt': 1}
# expect: init A
A(5)  # expect: call (5,)
