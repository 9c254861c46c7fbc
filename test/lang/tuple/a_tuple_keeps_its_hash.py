class K:
    def __init__(self, n): self.n = n
    def __hash__(self): print('hash', self.n); return self.n
class T(tuple): pass
for t in (K(1), 2), ((K(3), 4), K(5)), T([K(6)]):
    print(hash(t) == hash(t), t in {t: 1}, t in {t})
# expect: hash 1
# expect: True True True
# expect: hash 3
# expect: hash 5
# expect: True True True
# expect: hash 6
# expect: True True True
inner = (K(7),)
hash(inner)  # expect: hash 7
print(hash((inner, 1)) == hash((inner, 1)))  # expect: True

# Not if it failed.
class Bad:
    def __hash__(self): print('bad'); raise ValueError
t = (1, Bad())
for _ in range(2):
    try: hash(t)
    except ValueError: print('ValueError')
# expect: bad
# expect: ValueError
# expect: bad
# expect: ValueError
