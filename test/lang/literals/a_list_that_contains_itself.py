a = [1]
a.append(a)
d = {}
d['d'] = d
print(a, d)  # expect: [1, [...]] {'d': {...}}
