def f(x):
    match x:
        case {'a': 1}: return 'a is 1'
        case {'k': [x, y], **rest}: return (x, y, rest)
        case {}: return 'mapping'
        case _: return 'no'
print(f({'a': 1, 'b': 2}), f({'k': (1, 2), 'z': 0}), f({}), f([]))  # expect: a is 1 (1, 2, {'z': 0}) mapping no
