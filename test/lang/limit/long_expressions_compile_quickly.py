x = 1
print(eval('+'.join(['x'] * 2_000)))  # expect: 2000
print(eval(' and '.join(['x'] * 2_000)))  # expect: 1
print(eval('<='.join(['x'] * 2_000)))  # expect: True
print(sum(eval('[' + ','.join(['x + 1'] * 2_000) + ']')))  # expect: 4000
