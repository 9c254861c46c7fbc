# Keyword arguments with such names, in places that are run so often that functions of their own are made for them.


def more(**named):
    return named


def rest(first, *rest, **named):
    return named


class Kept:
    def __init__(self, **named):
        self.named = named


def calls():
    name = {'𐐀': 4}
    return [
        more(𐐀=1),
        rest(0, 1, b=2, 𐐀=3),
        more(**name),
        dict(𐐀=5, c=6),
        dict(name, d=7),
        Kept(𐐀=8, e=9).named,
        more(a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8, 𐐀=9),
    ]


first = calls()
for _ in range(200):
    last = calls()
print(first == last)  # expect: True
for found in last:
    print(found, [len(key) for key in found], '𐐀' in found)
# expect: {'𐐀': 1} [1] True
# expect: {'b': 2, '𐐀': 3} [1, 1] True
# expect: {'𐐀': 4} [1] True
# expect: {'𐐀': 5, 'c': 6} [1, 1] True
# expect: {'𐐀': 4, 'd': 7} [1, 1] True
# expect: {'𐐀': 8, 'e': 9} [1, 1] True
# expect: {'a': 1, 'b': 2, 'c': 3, 'd': 4, 'e': 5, 'f': 6, 'g': 7, 'h': 8, '𐐀': 9} [1, 1, 1, 1, 1, 1, 1, 1, 1] True
