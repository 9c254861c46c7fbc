d = {'x': 5}
exec('y = x + 1', d)
print(d['y'], eval('x * y', d), eval('a + b', {'a': 1}, {'b': 2}))  # expect: 6 30 3
eval('x =')  # expect error: SyntaxError: invalid syntax
