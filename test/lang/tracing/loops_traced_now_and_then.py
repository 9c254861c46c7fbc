# A loop goes on as it was when tracing begins or ends in it.
import sys

lines = []


def trace(frame, event, arg):
    if frame.f_code.co_name == 'loop' and event == 'line':
        lines.append((frame.f_lineno - frame.f_code.co_firstlineno, frame.f_locals['i']))
    return trace


def loop(n):
    total = i = 0
    sys._getframe().f_trace = trace
    for i in range(n):
        if i % 10 == 2:
            sys.settrace(trace)
        try:
            total += i
            if i % 10 == 5:
                sys.settrace(None)
                continue
            if i == 18:
                raise KeyError(i)
        except KeyError as e:
            total += e.args[0]
        finally:
            total += 1
    return total


def counting(n):
    for i in range(n):
        got = yield i
        if got:
            sys.settrace(got[0])


print(loop(20))  # expect: 228
print(lines)  # expect: [(6, 2), (7, 2), (8, 2), (11, 2), (16, 2), (3, 2), (4, 3), (6, 3), (7, 3), (8, 3), (11, 3), (16, 3), (3, 3), (4, 4), (6, 4), (7, 4), (8, 4), (11, 4), (16, 4), (3, 4), (4, 5), (6, 5), (7, 5), (8, 5), (9, 5), (6, 12), (7, 12), (8, 12), (11, 12), (16, 12), (3, 12), (4, 13), (6, 13), (7, 13), (8, 13), (11, 13), (16, 13), (3, 13), (4, 14), (6, 14), (7, 14), (8, 14), (11, 14), (16, 14), (3, 14), (4, 15), (6, 15), (7, 15), (8, 15), (9, 15)]
sys.settrace(None)
g = counting(6)
print(next(g), g.send([trace]), next(g), g.send([None]), list(g))  # expect: 0 1 2 3 [4, 5]
