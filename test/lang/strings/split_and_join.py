print('a b  c'.split(), 'a,b,,c'.split(','), 'a,b,c'.rsplit(',', 1), ' a '.split(' '))  # expect: ['a', 'b', 'c'] ['a', 'b', '', 'c'] ['a,b', 'c'] ['', 'a', '']
print('-'.join('abc'), 'a\nb\r\nc'.splitlines(), 'a=b=c'.partition('='), 'a=b'.rpartition('x'))  # expect: a-b-c ['a', 'b', 'c'] ('a', '=', 'b=c') ('', '', 'a=b')
','.join([1])  # expect error: TypeError: sequence item 0: expected str instance, int found
