from contextlib import contextmanager
@contextmanager
def tag(n):
    print(f'<{n}>')
    try:
        yield n.upper()
    except ValueError as e:
        print('swallowed', e)
    finally:
        print(f'</{n}>')
with tag('a') as t:
    print(t)
    raise ValueError('v')
# expect: <a>
# expect: A
# expect: swallowed v
# expect: </a>
print('end')  # expect: end
