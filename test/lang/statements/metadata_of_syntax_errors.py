def show(source, mode='exec'):
    try:
        compile(source, 'f.py', mode)
    except SyntaxError as error:
        print(error._metadata)
show('whille True:\n  pass')  # expect: (0, 0, 'whille True:\n  pass\n')
show('x = 1\ndef f():\n  y = 2; z = 3\n  if 1: pass\n  fur x in y: pass\n')  # expect: (4, 2, 'x = 1\ndef f():\n  y = 2; z = 3\n  if 1: pass\n  fur x in y: pass\n')
show('x = 1; a b c', 'single')  # expect: (0, 0, 'x = 1; a b c')
show('x = "abc')  # expect: (0, 0, 'x = "abc\n')
show('return')  # expect: None
