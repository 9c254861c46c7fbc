print('{} {1}'.format(1, 2) if 0 else '{0} {1} {0}'.format('a', 'b'), '{x[0]} {y.real}'.format(x=[5], y=3))  # expect: a b a 5 3
print('{:>5}|{:<5}|{:^5}|{:05d}|{:,}|{:_}'.format(1, 2, 3, 4, 1234567, 7654321))  # expect:     1|2    |  3  |00004|1,234,567|7_654_321
print('{:{}}|{!r}|{!s:>4}|{{}}'.format('a', '>3', 'b', 'c'))  # expect:   a|'b'|   c|{}
'{}'.format()  # expect error: IndexError: Replacement index 0 out of range for positional args tuple
