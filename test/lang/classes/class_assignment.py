class A:
    def who(self): return 'A'
class B:
    def who(self): return 'B'
a = A()
a.__class__ = B
print(a.who(), type(a).__name__)  # expect: B B
a.__class__ = int  # expect error: TypeError: __class__ assignment only supported for mutable types or ModuleType subclasses
