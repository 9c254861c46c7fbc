import ast


def attempt(source, minor):
    try:
        ast.parse(source, feature_version=(3, minor))
    except SyntaxError as e:
        print(f'{e.msg}: {e.lineno}, {e.offset}')
    else:
        print('right')


attempt('x: int', 5)  # expect: Variable annotation syntax is only supported in Python 3.6 and greater: 1, 7
attempt('x: int', 6)  # expect: right
attempt('1_000', 5)  # expect: Underscores in numeric literals are only supported in Python 3.6 and greater: 1, 1
attempt('async def f(): pass', 4)  # expect: Async functions are only supported in Python 3.5 and greater: 1, 20
attempt('a @ b', 4)  # expect: The '@' operator is only supported in Python 3.5 and greater: 1, 6
attempt('(x := 1)', 7)  # expect: Assignment expressions are only supported in Python 3.8 and greater: 1, 8
attempt('def f(a, /): pass', 7)  # expect: Positional-only parameters are only supported in Python 3.8 and greater: 1, 11
attempt('match x:\n case 1: pass', 9)  # expect: Pattern matching is only supported in Python 3.10 and greater: 2, 14
attempt('try: pass\nexcept* A: pass', 10)  # expect: Exception groups are only supported in Python 3.11 and greater: 2, 16
attempt('class C[T]: pass', 11)  # expect: Type parameter lists are only supported in Python 3.12 and greater: 1, 10
attempt('type X = int', 11)  # expect: Type statement is only supported in Python 3.12 and greater: 1, 13
attempt('class C[T=int]: pass', 12)  # expect: Type parameter defaults are only supported in Python 3.13 and greater: 1, 14
attempt("t'a'", 13)  # expect: t-strings are only supported in Python 3.14 and greater: 1, 4
attempt('try: pass\nexcept A, B: pass', 13)  # expect: except expressions without parentheses are only supported in Python 3.14 and greater: 2, 18
