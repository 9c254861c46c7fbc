import traceback

for source in (
    'for a in b:\n  pass\nelso:\n  pass\n',
    'if x:\n  pass\nelseif y:\n  pass\n',
    '[\nx for x\nin range(3)\nof x\n]',
    'x = 1\nimort x\n',
    'class A:\n  if 1: pass\n  deff f(): pass\n',
    'x y\n',
):
    try:
        compile(source, '<string>', 'exec')
    except SyntaxError as e:
        print(e._metadata[:2], ''.join(traceback.format_exception_only(e)))
# expect: (1, 0)   File "<string>", line 3
# expect:     elso:
# expect:     ^^^^
# expect: SyntaxError: invalid syntax. Did you mean 'else'?
# expect:
# expect: (1, 0)   File "<string>", line 3
# expect:     elseif y:
# expect:     ^^^^^^
# expect: SyntaxError: invalid syntax. Did you mean 'elif'?
# expect:
# expect: (0, 0)   File "<string>", line 4
# expect:     of x
# expect:     ^^
# expect: SyntaxError: invalid syntax. Did you mean 'if'?
# expect:
# expect: (0, 0)   File "<string>", line 2
# expect:     imort x
# expect:     ^^^^^
# expect: SyntaxError: invalid syntax. Did you mean 'import'?
# expect:
# expect: (2, 2)   File "<string>", line 3
# expect:     deff f(): pass
# expect:     ^^^^
# expect: SyntaxError: invalid syntax. Did you mean 'def'?
# expect:
# expect: (0, 0)   File "<string>", line 1
# expect:     x y
# expect:       ^
# expect: SyntaxError: invalid syntax
# expect:
