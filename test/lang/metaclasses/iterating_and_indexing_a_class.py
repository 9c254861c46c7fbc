class M(type):
    def __iter__(cls): return iter('ab')
    def __getitem__(cls, k): return k
    def __len__(cls): return 7
class A(metaclass=M): pass
class B:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(list(A), A[1], len(A), B[int])  # expect: ['a', 'b'] 1 7 ('B', <class 'int'>)
