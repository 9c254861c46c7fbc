x, name = 5, 'Ann'
print(f'{x} {x + 1} {name!r} {name.upper()} {x:>3}|{x!s:>3}|{{}}')  # expect: 5 6 'Ann' ANN   5|  5|{}
print(f'{x=} {x = } {x + 1=} {name=!s} {x=:>4}')  # expect: x=5 x = 5 x + 1=6 name=Ann x=   5
