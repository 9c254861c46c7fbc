import abc
import threading


class Meta(type):
    pass


class A(metaclass=Meta):
    pass


class B(A):
    pass


class Pretends:
    __class__ = A


print(isinstance(B(), A), isinstance(1, A), isinstance(Pretends(), A))  # expect: True False True
print(issubclass(B, A), issubclass(int, A), isinstance(1, (A, int)))  # expect: True False True


def check(cls, obj):
    return [obj] if obj else ''


Meta.__instancecheck__ = check
Meta.__subclasscheck__ = lambda cls, sub: 1
print(isinstance(1, A), isinstance(0, A), isinstance(B(), B), issubclass(int, A))  # expect: True False True True
del Meta.__instancecheck__
print(isinstance(1, A))  # expect: False

done = threading.Event()


class Waits(type):
    def __instancecheck__(cls, obj):
        done.wait(0.01)
        return obj


class W(metaclass=Waits):
    pass


print(isinstance([], W), isinstance([1], W))  # expect: False True


class Wrong(type):
    def __instancecheck__(cls, obj):
        raise ValueError('no answer')


try:
    isinstance(1, Wrong('X', (), {}))
except ValueError as e:
    print(e)  # expect: no answer


class Sized(abc.ABC):
    @classmethod
    def __subclasshook__(cls, sub):
        return hasattr(sub, '__len__')


print(isinstance([], Sized), isinstance(1, Sized))  # expect: True False
