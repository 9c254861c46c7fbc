print('ab' * 3, 3 * 'ab', 'a' * 0, 'a' * -1, '-' * True)  # expect: ababab ababab   -
class Count(int):
    pass
print('a' * Count(2), Count(2) * 'b', [1] * Count(2), (1,) * Count(2), b'a' * Count(2), True * 'c')  # expect: aa bb [1, 1] (1, 1) b'aa' c
'a' * 1.5  # expect error: TypeError: can't multiply sequence by non-int of type 'float'
