import sys
def count(n):
    x = 0
    while x < n:
        yield x
        x += 1
        yield x
events = []
def trace(frame, event, arg):
    events.append((event, frame.f_lineno - count.__code__.co_firstlineno))
    return trace
g = count(3)
sys.settrace(trace)
next(g)
sys.settrace(None)
print(events, g.gi_frame.f_lineno)  # expect: [('call', 0), ('line', 1), ('line', 2), ('line', 3), ('return', 3)] 5
next(g)
print(g.gi_frame.f_lineno, g.gi_frame.f_locals)  # expect: 7 {'n': 3, 'x': 1}
next(g)
print(g.gi_frame.f_lineno)  # expect: 5
events.clear()
sys.settrace(trace)
next(g)
rest = list(g)
sys.settrace(None)
print(rest, events)  # expect: [2, 3] [('call', 3), ('line', 4), ('line', 5), ('return', 5), ('call', 5), ('line', 2), ('line', 3), ('return', 3), ('call', 3), ('line', 4), ('line', 5), ('return', 5), ('call', 5), ('line', 2), ('return', 2)]
