y = 0
print([locals()['x'] for x in [1, 2]])  # expect: [1, 2]
print([eval('x') for x in [1, 2]])  # expect: [1, 2]
[exec('y = x') for x in [1, 2]]
print(y)  # expect: 0
class A:  # expect: [False]
    z = 3
    print(['z' in locals() and 'x' in dir() for x in [1]])
