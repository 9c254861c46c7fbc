from functools import cached_property
class A:
    @cached_property
    def x(self):
        print('computed')
        return 5
a = A()
print(a.x, a.x, a.__dict__)
# expect: computed
# expect: 5 5 {'x': 5}
