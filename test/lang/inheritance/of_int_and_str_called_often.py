class Number(int):
    pass


class Text(str):
    pass


def make():
    return Number('7'), Text(12), Number(), Number('ff', 16), Text(b'x', 'ascii')


for _ in range(5):
    last = make()
print(last, [type(x).__name__ for x in last])  # expect: (7, '12', 0, 255, 'x') ['Number', 'Text', 'Number', 'Number', 'Text']
Number.__init__ = lambda self, *args: setattr(self, 'args', args)
print(Number(5).args, Number().args)  # expect: (5,) ()
del Number.__init__
print(Number(5), hasattr(Number(5), 'args'))  # expect: 5 False
for bad in lambda: Number(1, 2, 3), lambda: Number('x'), lambda: Text(1, 2):
    try:
        bad()
    except (TypeError, ValueError) as e:
        print(e)
# expect: int() takes at most 2 arguments (3 given)
# expect: invalid literal for int() with base 10: 'x'
# expect: str() argument 'encoding' must be str, not int
for items in [1, True, 255], (0, 256), [-1], [1.0], ['a']:
    try:
        print(bytes(items))
    except (TypeError, ValueError) as e:
        print(e)
# expect: b'\x01\x01\xff'
# expect: bytes must be in range(0, 256)
# expect: bytes must be in range(0, 256)
# expect: 'float' object cannot be interpreted as an integer
# expect: 'str' object cannot be interpreted as an integer
