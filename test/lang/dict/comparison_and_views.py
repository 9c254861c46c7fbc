a, b = {'x': 1, 'y': 2}, {'y': 2, 'x': 1}
print(a == b, a.keys() == b.keys(), a.items() & {('x', 1)}, a.keys() - {'x'}, dict.fromkeys('ab', 0))  # expect: True True {('x', 1)} {'y'} {'a': 0, 'b': 0}
print(a.keys(), a.values(), a.items(), dict([('k', 'v')]), dict(a, z=3))  # expect: dict_keys(['x', 'y']) dict_values([1, 2]) dict_items([('x', 1), ('y', 2)]) {'k': 'v'} {'x': 1, 'y': 2, 'z': 3}
