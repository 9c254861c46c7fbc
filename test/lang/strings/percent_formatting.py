print('%s %r %d %5.2f %x %o %e %%' % ('a', 'b', 3, 2.5, 255, 8, 1234.5))  # expect: a 'b' 3  2.50 ff 10 1.234500e+03 %
print('%(a)s-%(b)03d' % {'a': 1, 'b': 2}, '%-5s|%+d|% d|%#x|%c' % ('x', 1, 2, 255, 'q'), '%*d' % (5, 1))  # expect: 1-002 x    |+1| 2|0xff|q     1
'%d' % 'a'  # expect error: TypeError: %d format: a real number is required, not str
