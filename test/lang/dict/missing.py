class D(dict):
    def __missing__(self, k): return k * 2
d = D(a=1)
print(d['a'], d['bc'], d.get('bc'), d)  # expect: 1 bcbc None {'a': 1}
