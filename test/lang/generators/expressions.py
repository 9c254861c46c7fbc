g = (x * x for x in range(3))
print(type(g), next(g), sum(g), list(g), next(g, 'default'))  # expect: <class 'generator'> 0 5 [] default
print(sum(x for x in range(10) if x % 2), max((len(w) for w in ['a', 'bb']), default=0))  # expect: 25 2
