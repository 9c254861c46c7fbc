print(True + True, True == 1, [1, 2][True], isinstance(True, int), -True, True / 2)  # expect: 2 True 2 True -1 0.5
print({True: 'a', 1: 'b', 1.0: 'c'})  # expect: {True: 'c'}
