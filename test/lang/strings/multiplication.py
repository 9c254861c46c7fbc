print('ab' * 3, 3 * 'ab', 'a' * 0, 'a' * -1, '-' * True)  # expect: ababab ababab   -
'a' * 1.5  # expect error: TypeError: can't multiply sequence by non-int of type 'float'
