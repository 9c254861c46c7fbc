import sys
def f(x, y=2):
    z = x + y
    for i in range(2):
        z += i
    try:
        g(z)
    except ValueError as e:
        z = 0
    return [
        z,
        i,
    ]
def g(n):
    raise ValueError(n)
def gen():
    yield 1
    x = yield 2
    return 3
def tracer(frame, event, arg):
    if event == 'exception': arg = arg[0].__name__
    print(frame.f_code.co_name, frame.f_lineno, event, arg)
    return tracer
sys.settrace(tracer)
f(1)
# expect: f 2 call None
# expect: f 3 line None
# expect: f 4 line None
# expect: f 5 line None
# expect: f 4 line None
# expect: f 5 line None
# expect: f 4 line None
# expect: f 6 line None
# expect: f 7 line None
# expect: g 14 call None
# expect: g 15 line None
# expect: g 15 exception ValueError
# expect: g 15 return None
# expect: f 7 exception ValueError
# expect: f 8 line None
# expect: f 9 line None
# expect: f 11 line None
# expect: f 12 line None
# expect: f 10 line None
# expect: f 10 return [0, 1]
list(gen())
# expect: gen 16 call None
# expect: gen 17 line None
# expect: gen 17 return 1
# expect: gen 17 call None
# expect: gen 18 line None
# expect: gen 18 return 2
# expect: gen 18 call None
# expect: gen 19 line None
# expect: gen 19 return 3
(lambda: 1)()
# expect: <lambda> 56 call None
# expect: <lambda> 56 line None
# expect: <lambda> 56 return 1
[x for x in (1, 2)]
sys.settrace(None)
f(2)
