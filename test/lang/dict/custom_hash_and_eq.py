class K:
    def __init__(self, v): self.v = v
    def __hash__(self): return 1
    def __eq__(self, o): return self.v == o.v
d = {K(1): 'a', K(2): 'b'}
print(d[K(1)], d[K(2)], K(3) in d, len(d))  # expect: a b False 2
