import ast

source = '''
x = 1  # type: int
for a in b:  # type: float
    pass
with a:  # type: foo bar
    pass
def f(a,  # type: A
      *args,  # type: B
      k  # type: C
      ):  # type: (...) -> None
    pass
def g():
    # type: () -> é
    x  # type: ignore[x]
'''
tree = ast.parse(source, type_comments=True)
print([n.type_comment for n in ast.walk(tree) if getattr(n, 'type_comment', None) is not None])  # expect: ['int', 'float', 'foo bar', '(...) -> None', '() -> é', 'A', 'B', 'C']
print(ast.dump(tree.type_ignores[0]))  # expect: TypeIgnore(lineno=14, tag='[x]')
print([n for n in ast.walk(ast.parse(source)) if getattr(n, 'type_comment', None) is not None])  # expect: []


def attempt(source):
    try:
        ast.parse(source, type_comments=True)
    except SyntaxError as e:
        print(f'{e.msg}: {e.lineno}, {e.offset}')


attempt('a = [1, # type: int\n 2]')  # expect: invalid syntax: 1, 17
attempt('def f(): # type: a\n  # type: b\n  pass')  # expect: Cannot have two type comments on def: 3, 2
attempt('def f(*, # type: int\n a): pass')  # expect: bare * has associated type comment: 1, 18
attempt('pass # type: int')  # expect: invalid syntax: 1, 14
