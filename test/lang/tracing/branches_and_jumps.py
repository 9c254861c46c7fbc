import contextlib
import sys
M = sys.monitoring
E = M.events
def line(code, offset):
    for start, end, number in code.co_lines():
        if start <= offset < end:
            return number - code.co_firstlineno
events = []
def recorder(way):
    return lambda code, start, end: events.append(f'{way} {line(code, start)}-{line(code, end)}')
M.use_tool_id(4, 'branches')
for event, way in (E.BRANCH_LEFT, 'left'), (E.BRANCH_RIGHT, 'right'), (E.JUMP, 'jump'):
    M.register_callback(4, event, recorder(way))
def show(f, *args):
    events.clear()
    M.set_local_events(4, f.__code__, E.BRANCH | E.JUMP)
    f(*args)
    M.set_local_events(4, f.__code__, 0)
    print(*events, sep=', ')
def loops():
    for a in range(2):
        if a:
            x = 1
        else:
            x = 2
    while a < 2:
        a += 1
    x = 3
show(loops)  # expect: left 1-1, right 2-5, jump 5-1, left 1-1, left 2-3, jump 3-1, right 1-6, left 6-7, jump 7-6, right 6-8
def leaving():
    i = 0
    while i < 9:
        i += 1
        if i < 2:
            continue
        if i == 3:
            x = 1
            break
    else:
        x = 2
    x = 3
    y = 4
show(leaving)  # expect: left 2-3, left 4-5, jump 5-2, left 2-3, right 4-6, left 6-6, jump 6-2, left 2-3, right 4-6, right 6-7, jump 8-11
def tests(a, b):
    if a and b:
        x = 1
    elif not (a or b):
        x = 2
    y = (a and
         b)
    assert (
        y != 3)
    x = (1 if
         a
         else 2)
    if (
        0 <
        a <
        3):
        x = [x]
        y = [x]
    return x
show(tests, 0, 0)  # expect: right 1-3, left 3-3, left 3-4, right 5-5, right 8-10, right 10-11, right 13-13
show(tests, 0, 1)  # expect: right 1-3, left 3-3, right 3-5, right 5-5, right 8-10, right 10-11, right 13-13
show(tests, 1, 2)  # expect: left 1-1, left 1-2, jump 2-5, left 5-5, right 8-10, left 10-9, jump 9-9, left 13-15, left 13-13, jump 13-16
show(tests, 4, 0)  # expect: left 1-1, right 1-3, right 3-5, left 5-5, right 8-10, left 10-9, jump 9-9, left 13-15, right 13-18
def handlers():
    try:
        1 / 0
    except ValueError:
        x = 1
    except (ZeroDivisionError, TypeError):
        x = 2
    with contextlib.suppress(KeyError):
        raise KeyError
    x = 3
show(handlers)  # expect: right 3-5, left 5-5, right 7-7
def patterns(s):
    match s:
        case [a, b]:
            return a
        case int(x) | float(x) if x > 3:
            return x
        case None:
            return
        case _:
            x = s
    return x
for subject in [1, 2], [1], 5, 1.5, None:
    show(patterns, subject)
# expect: left 2-2, left 2-2
# expect: left 2-2, right 2-2, right 4-4, right 4-4, jump 4-6, right 6-8
# expect: right 2-2, left 4-4, jump 4-4, left 4-5
# expect: right 2-2, right 4-4, left 4-4, jump 4-4, right 4-6, right 6-8
# expect: right 2-2, right 4-4, right 4-4, jump 4-6, left 6-7
def comprehensions():
    x = [
        i
        for i
        in range(3)
        if i % 2
        ]
    return {i: j for i in x for j in x}
show(comprehensions)  # expect: left 4-3, left 2-2, jump 2-4, left 4-3, right 2-2, jump 2-4, left 4-3, left 2-2, jump 2-4, right 4-1, left 7-7, left 7-7, jump 7-7, right 7-7, jump 7-7, right 7-7
def branches(f):
    return [tuple(line(f.__code__, offset) for offset in branch) for branch in f.__code__.co_branches()]
print(branches(loops), branches(comprehensions)[:2])  # expect: [(1, 1, 6), (2, 3, 5), (6, 7, 8)] [(4, 3, 1), (2, 2, 2)]
def ended(code, start, end):
    events.append(line(code, start))
    return M.DISABLE
M.register_callback(4, E.BRANCH_LEFT, ended)
M.register_callback(4, E.JUMP, None)
show(loops)  # expect: 1, right 2-5, 2, right 1-6, 6, right 6-8
M.free_tool_id(4)
