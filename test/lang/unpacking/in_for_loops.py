for i, (a, *b) in enumerate(['abc', 'de']):
    print(i, a, b)
# expect: 0 a ['b', 'c']
# expect: 1 d ['e']
