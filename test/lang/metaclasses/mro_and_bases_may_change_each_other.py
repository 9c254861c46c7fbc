def attempt(f, *args):
    try:
        print(f(*args))
    except Exception as e:
        print(f'{type(e).__name__}: {e}')


class Reversed(type):
    def mro(cls):
        return type.mro(cls)[::-1]


class A:
    def f(self):
        return 'A'


class B(A):
    def f(self):
        return 'B'


class C(B, metaclass=Reversed):
    pass


print(C.__mro__ == (object, A, B, C), C().f())  # expect: True A


# While a class is being made it has no MRO.
class Shown(type):
    def mro(cls):
        print(cls.__name__, cls.__mro__)
        return type.mro(cls)


class D(metaclass=Shown):  # expect: D None
    pass


class E(D):  # expect: E None
    pass


D.__bases__ += ()
# expect: D (<class '__main__.D'>, <class 'object'>)
# expect: E (<class '__main__.E'>, <class '__main__.D'>, <class 'object'>)


class Extended(type):
    def mro(cls):
        if cls.__mro__ is None and cls.__name__ != 'X':
            attempt(type(cls), 'X', (cls,), {})
        return type.mro(cls)


class F(metaclass=Extended):  # expect: TypeError: Cannot extend an incomplete type 'F'
    pass


class Incomplete(type):
    def mro(cls):
        return (A,)


attempt(lambda: Incomplete('G', (), {}))  # expect: TypeError: super(type, obj): obj (type G) is not an instance or subtype of type (G).


# An mro() that fails, or changes the bases itself.
class Failing(type):
    ready = False

    def mro(cls):
        if Failing.ready and cls.__name__ == 'L':
            raise RuntimeError('no')
        return type.mro(cls)


class H: pass
class I: pass
class K(H): pass
class L(K, metaclass=Failing): pass


Failing.ready = True
attempt(setattr, K, '__bases__', (I,))  # expect: RuntimeError: no
print(K.__bases__, K.__mro__ == (K, H, object), L.__mro__ == (L, K, H, object), I.__subclasses__())  # expect: (<class '__main__.H'>,) True True []


class Changing(type):
    ready = False

    def mro(cls):
        if Changing.ready and cls.__name__ == 'P':
            Changing.ready = False
            P.__bases__ = (O,)
        return type.mro(cls)


class M(metaclass=Changing): pass
class N(M): pass
class O(M): pass
class P(M): pass


Changing.ready = True
P.__bases__ = (N,)
N.__bases__ = (P,)
print(P.__bases__, O.__subclasses__(), N.__subclasses__(), N.__bases__, P.__subclasses__())  # expect: (<class '__main__.O'>,) [<class '__main__.P'>] [] (<class '__main__.P'>,) [<class '__main__.N'>]


class Cyclic(type):
    ready = False

    def mro(cls):
        if Cyclic.ready and cls.__name__ == 'R':
            S.__bases__ = (R,)
        if Cyclic.ready and cls.__name__ == 'S':
            R.__bases__ = (S,)
        return type.mro(cls)


class Q(metaclass=Cyclic): pass
class R(Q): pass
class S(Q): pass


Cyclic.ready = True
attempt(setattr, R, '__bases__', R.__bases__)  # expect: TypeError: a __bases__ item causes an inheritance cycle


# The setter of object is not that of classes.
attempt(object.__setattr__, int, 'x', 1)  # expect: TypeError: can't apply this __setattr__ to type object
attempt(object.__delattr__, A, 'f')  # expect: TypeError: can't apply this __delattr__ to type object
