class A:
    x = 1
    def __getattribute__(self, n):
        return ('got', n) if n != 'real' else object.__getattribute__(self, 'x')
print(A().x, A().real, A().nothing)  # expect: ('got', 'x') 1 ('got', 'nothing')
