import sys
def f(a):
    b = a + 1
    c = b * 2
    return a, b, c
def trace(frame, event, arg):
    if event == 'line' and frame.f_lineno == f.__code__.co_firstlineno + 2:
        frame.f_locals['b'] = 50
    return trace
sys.settrace(trace)
print(f(1))  # expect: (1, 50, 100)
sys.settrace(None)

def without_lines(frame, event, arg):
    frame.f_trace_lines = False
    print(frame.f_code.co_name, event)
    return without_lines
sys.settrace(without_lines)
f(1)
# expect: f call
# expect: f return
sys.settrace(None)

def failing(frame, event, arg):
    if event == 'line':
        raise ValueError('from the trace function')
    return failing
sys.settrace(failing)
try:
    f(1)
except ValueError as e:
    print(e, sys.gettrace())  # expect: from the trace function None

def outer():
    frame = sys._getframe()
    frame.f_trace = later
    sys.settrace(later)
    x = 1
    sys.settrace(None)
    return x
def later(frame, event, arg):
    print('later', event, frame.f_code.co_name)
    return later
outer()
# expect: later line outer
# expect: later line outer
def profile(frame, event, arg):
    if event in ('call', 'return'):
        print('profile', frame.f_code.co_name, event, arg)
sys.setprofile(profile)
f(2)
# expect: profile f call None
# expect: profile f return (2, 3, 6)
sys.setprofile(None)
