class A:
    def __init__(self): self.__x = 1
    def __m(self): return self.__x
    def call(self): return self.__m()
a = A()
print(a.call(), a.__dict__, a._A__x)  # expect: 1 {'_A__x': 1} 1
