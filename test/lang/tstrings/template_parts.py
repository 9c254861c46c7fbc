name = 'World'
t = t'Hello {name!r:>10} and {1 + 1}!'
print(t.strings, t.values)  # expect: ('Hello ', ' and ', '!') ('World', 2)
i = t.interpolations[0]
print(i.value, i.expression, i.conversion, repr(i.format_spec))  # expect: World name r '>10'
