class A:
    def __new__(cls, *a):
        print('new', a)
        return super().__new__(cls)
    def __init__(self, *a): print('init', a)
A(1, 2)
# expect: new (1, 2)
# expect: init (1, 2)
class I(int):
    def __new__(cls, v): return super().__new__(cls, v * 2)
print(I(5), type(I(5)).__name__, I(5) + 1)  # expect: 10 I 11
