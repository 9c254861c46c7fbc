# What is given for `__dict__` takes the place of the attributes; the function is one as before.
import types
def outer(n):
    def f(x=1, *rest): return x, rest, n
    f.old = 0
    f.__dict__ = {'a': 1}
    return f
f = outer(5)
print(f(), f(1, 2), f.a, hasattr(f, 'old'), f.__dict__)  # expect: (1, (), 5) (1, (2,), 5) 1 False {'a': 1}
f.b = 2
print(f.__dict__, f.__code__.co_name, f.__get__(7)(), types.MethodType(f, 8)())  # expect: {'a': 1, 'b': 2} f (7, (), 5) (8, (), 5)
class A: pass
A.f = f
print(A().f()[1:], A.f is f, f.__qualname__)  # expect: ((), 5) True outer.<locals>.f
def body(): x = 3
body.__dict__ = {}
B = __build_class__(body, 'B')
print(B.__name__)  # expect: B
