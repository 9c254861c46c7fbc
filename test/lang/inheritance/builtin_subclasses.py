class L(list):
    def first(self): return self[0]
class D(dict): pass
class S(str):
    def shout(self): return self.upper() + '!'
l = L([1, 2])
l.attr = 5
print(l, l.first(), l.attr, D(a=1), S('hi').shout(), type(S('a') + 'b').__name__, isinstance(l, list))  # expect: [1, 2] 1 5 {'a': 1} HI! str True
