s = 'Hello, World'
print(s.upper(), s.lower(), s.swapcase(), s.title(), s.capitalize(), s.casefold())  # expect: HELLO, WORLD hello, world hELLO, wORLD Hello, World Hello, world hello, world
print(s.find('o'), s.rfind('o'), s.index('W'), s.count('l'), s.find('z'))  # expect: 4 8 7 3 -1
print(s.startswith('He'), s.endswith(('x', 'ld')), s.replace('l', 'L', 2))  # expect: True True HeLLo, World
