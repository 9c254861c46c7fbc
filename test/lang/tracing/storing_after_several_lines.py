import sys


def several():
    x = (sys
         .maxsize
         )
    x += (
        1)
    return x


lines = []


def trace(frame, event, arg):
    if frame.f_code is several.__code__:
        lines.append((frame.f_lineno - several.__code__.co_firstlineno, event))
        return trace


sys.settrace(trace)
several()
sys.settrace(None)
print(lines)  # expect: [(0, 'call'), (1, 'line'), (2, 'line'), (1, 'line'), (4, 'line'), (5, 'line'), (4, 'line'), (6, 'line'), (6, 'return')]
