class A:
    def __del__(self): print('deleted')
a = A()
a = None  # expect: deleted
print('end')  # expect: end
