import io
d = io.IncrementalNewlineDecoder(None, False)
print(repr(d.decode('a\r')), d.getstate(), repr(d.decode('\nb\r\r')), d.newlines, repr(d.decode('', True)), d.newlines)  # expect: 'a' (b'', 1) '\r\nb\r' ('\r', '\r\n') '\r' ('\r', '\r\n')


class Decoder:
    def __init__(self, state):
        self.state = state

    def decode(self, *args):
        print(args)
        return self.state

    def getstate(self):
        return self.state

    def setstate(self, state):
        print('set', state)

    def reset(self):
        print('reset')


for state in (1, (b'',), ('x', 1), (b'', 'q'), (b'', 2**70)):
    d = io.IncrementalNewlineDecoder(Decoder(state), True)
    for call in (lambda: d.decode(b'a', 1), d.getstate, d.reset):
        try:
            print(call())
        except Exception as e:
            print(type(e).__name__, e)
# expect: (b'a', True)
# expect: TypeError decoder should return a string result, not 'int'
# expect: TypeError illegal decoder state
# expect: reset
# expect: None
# expect: (b'a', True)
# expect: TypeError decoder should return a string result, not 'tuple'
# expect: TypeError illegal decoder state
# expect: reset
# expect: None
# expect: (b'a', True)
# expect: TypeError decoder should return a string result, not 'tuple'
# expect: ('x', 2)
# expect: reset
# expect: None
# expect: (b'a', True)
# expect: TypeError decoder should return a string result, not 'tuple'
# expect: TypeError illegal decoder state
# expect: reset
# expect: None
# expect: (b'a', True)
# expect: TypeError decoder should return a string result, not 'tuple'
# expect: (b'', 0)
# expect: reset
# expect: None
for state in (1, (b'',), (b'', 'q'), (b'', 5), (b'', -1)):
    try:
        print(d.setstate(state))
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError state argument must be a tuple
# expect: TypeError setstate(): illegal state argument
# expect: TypeError setstate(): illegal state argument
# expect: set (b'', 2)
# expect: None
# expect: set (b'', 9223372036854775807)
# expect: None
