from contextlib import ExitStack, suppress, closing
with ExitStack() as s:
    for i in range(3):
        s.callback(print, 'bye', i)
    print('body')
# expect: body
# expect: bye 2
# expect: bye 1
# expect: bye 0
with suppress(ZeroDivisionError):
    1 / 0
