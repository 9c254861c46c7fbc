import sys
print(1, 2, sep='-', end='!\n')  # expect: 1-2!
print(*'abc', sep='')  # expect: abc
print()  # expect:
print('a', file=sys.stdout, flush=True)  # expect: a
print(1, sep=5)  # expect error: TypeError: sep must be None or a string, not int
