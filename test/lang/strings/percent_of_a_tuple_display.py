# With a tuple display on the right, % is compiled as an f-string: each value is converted before the next is evaluated.
def show(name):
    class N:
        def __str__(self): print('str', name); return name
        def __repr__(self): print('repr', name); return name
    print('made', name)
    return N()
print('%s-%r' % (show('a'), show('b')))
# expect: made a
# expect: str a
# expect: made b
# expect: repr b
# expect: a-b
try: '%s-%r' % (show('a'), missing)
except NameError as e: print(e)
# expect: made a
# expect: str a
# expect: name 'missing' is not defined
try: '%s-%r' % (show('a'),)
except TypeError as e: print(e)
# expect: made a
# expect: str a
# expect: not enough arguments for format string
try: print('%+5s' % ('a',))  # expect:     a
except Exception as e: print(type(e), e)
print('%05s' % ('a',), '%-05s|' % ('a',), '%5.2s' % ('abc',), '%#s' % ('q',), '% s' % ('q',))  # expect:     a a    |    ab q q
print('x' + '%s' % (show('a'),) + 'y' + '%s' % show('c'))
# expect: made a
# expect: str a
# expect: made c
# expect: str c
# expect: xayc
print('%s' % (1,) % ())  # expect: 1
print('%%' % ())  # expect: %
print('%5s' % ('\U0001F600',), '%-3s|' % ('\U0001F600',), '%.1s' % ('\U0001F600b',))  # expect:     😀 😀  | 😀
