class A:
    def __radd__(self, other): return f'{other} radd'
    def __rsub__(self, other): return NotImplemented
print(1 + A(), 'x' + A())  # expect: 1 radd x radd
1 - A()  # expect error: TypeError: unsupported operand type(s) for -: 'int' and 'A'
