print(repr('  a '.strip()), 'xxaxx'.strip('x'), 'xyab'.lstrip('yx'), 'abxy'.rstrip('xy'))  # expect: 'a' a ab ab
print('prefix-a'.removeprefix('prefix-'), 'a.py'.removesuffix('.py'))  # expect: a a
