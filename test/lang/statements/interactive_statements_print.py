for source in '5', 'if 1:\n  5\n', 'for i in 1, 2:\n  i; True\n', 'try:\n  6\nfinally:\n  "x"\n', 'with open(__file__):\n  None; ...\n', 'def f():\n  7\n':
    print(source.encode())
    exec(compile(source, '', 'single'))
# expect: b'5'
# expect: 5
# expect: b'if 1:\n  5\n'
# expect: 5
# expect: b'for i in 1, 2:\n  i; True\n'
# expect: 1
# expect: True
# expect: 2
# expect: True
# expect: b'try:\n  6\nfinally:\n  "x"\n'
# expect: 6
# expect: 'x'
# expect: b'with open(__file__):\n  None; ...\n'
# expect: Ellipsis
# expect: b'def f():\n  7\n'
f()
