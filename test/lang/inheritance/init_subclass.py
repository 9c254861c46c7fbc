class Base:
    subs = []
    def __init_subclass__(cls, /, tag=None, **k):
        super().__init_subclass__(**k)  # expect error: TypeError: C.__init_subclass__() takes no keyword arguments
        Base.subs.append((cls.__name__, tag))
class A(Base, tag='t'): pass
class B(A): pass
print(Base.subs)  # expect: [('A', 't'), ('B', None)]
class C(Base, wrong=1): pass
