d = {1: 'int'}
d[1.0] = 'float'
d[True] = 'bool'
d['1'] = 'str'
d[(1, 2)] = d[frozenset([1])] = 't'
print(d, d[1 + 0j])  # expect: {1: 'bool', '1': 'str', (1, 2): 't', frozenset({1}): 't'} bool
