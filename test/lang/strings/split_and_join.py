print('a b  c'.split(), 'a,b,,c'.split(','), 'a,b,c'.rsplit(',', 1), ' a '.split(' '))  # expect: ['a', 'b', 'c'] ['a', 'b', '', 'c'] ['a,b', 'c'] ['', 'a', '']
print('-'.join('abc'), 'a\nb\r\nc'.splitlines(), 'a=b=c'.partition('='), 'a=b'.rpartition('x'))  # expect: a-b-c ['a', 'b', 'c'] ('a', '=', 'b=c') ('', '', 'a=b')
print(' a  b c '.split(None, 1), ' a  b '.split(maxsplit=0), ' a b  c '.rsplit(None, 1), b' a b '.split(None, 1), b' a b '.rsplit(None, 1))  # expect: ['a', 'b c '] ['a  b '] [' a b', 'c'] [b'a', b'b '] [b' a', b'b']
','.join([1])  # expect error: TypeError: sequence item 0: expected str instance, int found
