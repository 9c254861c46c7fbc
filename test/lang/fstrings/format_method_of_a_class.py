class A:
    def __format__(self, spec): return f'<{spec}>'
print(f'{A()} {A():abc} {A()!s:.5}'[:14])  # expect: <> <abc> <__ma
