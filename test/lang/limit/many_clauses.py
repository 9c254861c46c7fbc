N = 300


def define(source):
    namespace = {'pause': lambda: 0}
    exec(source, namespace)
    return namespace['f']


def check(f, *values):
    print([f(value) for value in values])


elifs = ''.join(f' elif pause() or a == {i}:\n  pause()\n  b = {i}\n' for i in range(1, N))
check(define(f'def f(a):\n if a == 0: b = 0\n{elifs} else: b = "else"\n return b\n'), 0, 1, 150, 299, 300)  # expect: [0, 1, 150, 299, 'else']

# What is bound in all clauses is bound behind them; what is not, is not.
returns = ''.join(f' elif a == {i}: return {i}\n' for i in range(1, N))
f = define(f'def f(a):\n if a == 0: b = 0\n{returns} elif a == 300: c = 1\n return b\n')
check(f, 0, 1, 299)  # expect: [0, 1, 299]
try:
    f(300)
except UnboundLocalError as error:
    print(error)  # expect: cannot access local variable 'b' where it is not associated with a value

raises = ''.join(f' except {name} as error: pause(); b = repr(error)\n' for name in ['KeyError'] * N + ['ZeroDivisionError'] * N)
check(define(f'def f(a):\n try: pause(); b = {{1: 2}}[1 // a]\n{raises} else: b = "else"\n return b\n'), 0, 1, 2)  # expect: ["ZeroDivisionError('division by zero')", 'else', 'KeyError(0)']
finals = ''.join(f' except KeyError: return {i}\n' for i in range(N))
check(define(f'def f(a):\n try: pause(); 1 // a\n{finals} except: return "default"\n finally: pause()\n'), 0, 1)  # expect: ['default', None]

# Not one of them is for it.
f = define(f'def f(a):\n try: pause(); 1 // a\n{finals}')
try:
    try:
        f(0)
    finally:
        print('on its way')  # expect: on its way
except ZeroDivisionError as error:
    print(error, error.__context__)  # expect: division by zero None

fors = ''.join(f' for a{i} in [pause() or a{i - 1} + 1]' for i in range(1, 200))
check(define(f'def f(a):\n return [a199 for a0 in [a]{fors}]\n'), 0, 1)  # expect: [[199], [200]]
check(define(f'def f(a):\n return next(a199 for a0 in [a]{fors})\n'), 0, 1)  # expect: [199, 200]

# A module is resumed clause by clause, too.
chain = ''.join(f'elif a == str({i}): b = {i}\n' for i in range(N))
exec(f'a = "298"\nif not a: b = 0\n{chain}', space := {})
print(space['b'])  # expect: 298

# Awaiting clauses are blocks, of which there may be twenty.
for n in 20, 21:
    try:
        compile('async def f(a): return [b ' + 'async for b in a ' * n + ']', '<text>', 'exec')
    except SyntaxError as error:
        print(error, error.offset)  # expect: too many statically nested blocks (<text>, line 1) 24
