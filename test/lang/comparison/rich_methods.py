class A:
    def __lt__(self, o): return 'lt'
    def __eq__(self, o): return NotImplemented
a = A()
print(a < 1, 1 > a, a == 1, a == a, a != a)  # expect: lt lt False True False
a <= 1  # expect error: TypeError: '<=' not supported between instances of 'A' and 'int'
