# Cut by the precision, then filled up to as many characters as there were.


class Text(str):
    pass


for spec in '3.2', '3.2s', '<3.1', '>3.0', '3.3', '3', '.3', '2.5':
    print(
        repr(format('abc', spec)),
        repr(f'{"abc":{spec}}'),
        repr(('{:' + spec + '}').format(Text('abc'))),
        type(format(Text('ab '), spec)).__name__,
    )
# expect: 'ab ' 'ab ' 'ab ' str
# expect: 'ab ' 'ab ' 'ab ' str
# expect: 'a  ' 'a  ' 'a  ' str
# expect: '   ' '   ' '   ' str
# expect: 'abc' 'abc' 'abc' Text
# expect: 'abc' 'abc' 'abc' Text
# expect: 'abc' 'abc' 'abc' Text
# expect: 'abc' 'abc' 'abc' Text
for template in '%3.2s', '%-3.2s', '%3.3s', '%2s':
    print(repr(template % 'abc'), repr(template % Text('abc')), type(template % Text('ab ')).__name__)
# expect: ' ab' ' ab' str
# expect: 'ab ' 'ab ' str
# expect: 'abc' 'abc' str
# expect: 'abc' 'abc' str
