class Data:
    def __get__(self, o, t): return 'data'
    def __set__(self, o, v): print('set', v)
class NonData:
    def __get__(self, o, t): return ('nondata', o is None)
class A:
    d, n = Data(), NonData()
a = A()
a.__dict__.update(d='own', n='own')
a.d = 5  # expect: set 5
print(a.d, a.n, A.d, A.n)  # expect: data own data ('nondata', True)
