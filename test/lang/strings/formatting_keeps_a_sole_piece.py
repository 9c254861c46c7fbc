# Where all of the result is one object's text, in one piece, formatting gives this object. It shows in its class.
class S(str):
    pass


class R:
    def __str__(self):
        return S('abc')

    __repr__ = __str__

    def __format__(self, spec):
        return S('fmt')


class Empty(R):
    def __str__(self):
        return S('')

    def __format__(self, spec):
        return S('')


r, s, empty = R(), S('abc'), Empty()

for template in '%s', '%r', '%a', '%2s', '%.5s', '%-s', '%#s', '%+s', '% s', '%5s', '%.2s', '%sx', '%s%%':
    print(template, type(template % r).__name__)
# expect: %s S
# expect: %r S
# expect: %a S
# expect: %2s S
# expect: %.5s S
# expect: %-s S
# expect: %#s S
# expect: %+s str
# expect: % s str
# expect: %5s str
# expect: %.2s str
# expect: %sx str
# expect: %s%% str
for args in (r, empty), (empty, r), (empty, empty), (r, r), ('', r), (r, ''):
    print(type('%s%s' % args).__name__, type('{}{}'.format(*args)).__name__)
# expect: str str
# expect: S S
# expect: str str
# expect: str str
# expect: S S
# expect: str str
for template in '{}', '{!s}', '{!r:}', '{!a:s}', '{:x}', '{}x', 'x{}':
    print(template, type(template.format(r)).__name__)
# expect: {} S
# expect: {!s} str
# expect: {!r:} str
# expect: {!a:s} S
# expect: {:x} S
# expect: {}x str
# expect: x{} str
for template in '{:s}', '{:3}', '{:<2}', '{:.5}', '{:5}', '{:.2}', '{}':
    print(template, template.format(s) is s, format(s, template[2:-1]) is s)
# expect: {:s} True True
# expect: {:3} True True
# expect: {:<2} True True
# expect: {:.5} True True
# expect: {:5} False False
# expect: {:.2} False False
# expect: {} False False
for text in S('abc'), S('ab\U0001f600'), S(''), S('a%%'), S('a{{'):
    print(text % () is text if '%' not in text else type(text % ()).__name__)
    print(text.format() is text, text.format_map({}) is text)
# expect: True
# expect: True True
# expect: True
# expect: True True
# expect: False
# expect: False False
# expect: str
# expect: True True
# expect: True
# expect: False False
print(f'{s:s}' is s, f'{s:5s}' is s, type(f'{r!r}').__name__, type(f'{r!r:s}').__name__)  # expect: True False str S


class Spec:
    def __format__(self, spec):
        return type(spec).__name__


print('{:{}}'.format(Spec(), r), format(Spec(), s))  # expect: str S
for template, args in (s, (1,)), (s, 1), ('%s', (r, 1)):
    try:
        print(template % args)
    except TypeError as e:
        print(e)
# expect: not all arguments converted during string formatting
# expect: not all arguments converted during string formatting
# expect: not all arguments converted during string formatting
