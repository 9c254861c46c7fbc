x = None
try:
    x += 1
except TypeError as e:
    print(e)  # expect: unsupported operand type(s) for +=: 'NoneType' and 'int'
x = []
x += 'ab'
x *= 2
print(x)  # expect: ['a', 'b', 'a', 'b']
