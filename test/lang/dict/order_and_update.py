d = {'b': 1, 'a': 2}
d['c'] = 3
d['b'] = 9
del d['a']
d['a'] = 0
d.update({'z': 1}, y=2)
print(d, d | {'b': 0}, list(reversed(d)))  # expect: {'b': 9, 'c': 3, 'a': 0, 'z': 1, 'y': 2} {'b': 0, 'c': 3, 'a': 0, 'z': 1, 'y': 2} ['y', 'z', 'a', 'c', 'b']
