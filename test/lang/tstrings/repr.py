x = 5
print(t'a{x}b')  # expect: Template(strings=('a', 'b'), interpolations=(Interpolation(5, 'x', None, ''),))
print(t'{x=}')  # expect: Template(strings=('x=', ''), interpolations=(Interpolation(5, 'x', 'r', ''),))
