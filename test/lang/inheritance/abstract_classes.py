from abc import ABC, abstractmethod
class A(ABC):
    @abstractmethod
    def f(self): ...
    @property
    @abstractmethod
    def p(self): ...
class B(A):
    f = p = 1
print(B().f)  # expect: 1
A()  # expect error: TypeError: Can't instantiate abstract class A without an implementation for abstract methods 'f', 'p'
