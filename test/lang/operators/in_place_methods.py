class A:
    def __iadd__(self, o):
        print('iadd', o)
        return 'new'
a = A()
a += 5  # expect: iadd 5
print(a)  # expect: new
