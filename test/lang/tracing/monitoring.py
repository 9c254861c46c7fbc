import sys
m = sys.monitoring
E = m.events
print(E.PY_START, E.LINE, E.BRANCH, m.DEBUGGER_ID, m.get_tool(3))  # expect: 1 32 262144 0 None
m.use_tool_id(3, 'test')
print(m.get_tool(3))  # expect: test
def f(n):
    for i in range(n):
        g(i)
    return n
def g(i):
    if i == 1:
        raise ValueError(i)
    yield i
def show(name):
    def callback(code, *args):
        if code.co_filename == __file__:
            print(name, code.co_name, *[a for a in args[1:] or ('',)])
    return callback
def line(code, number):
    if code.co_filename == __file__:
        print('line', code.co_name, number)
        return m.DISABLE
for name in 'PY_START PY_RESUME PY_RETURN PY_YIELD PY_UNWIND PY_THROW RAISE'.split():
    m.register_callback(3, getattr(E, name), show(name))
m.register_callback(3, E.LINE, line)
m.set_local_events(3, f.__code__, E.LINE)
m.set_events(3, E.PY_START | E.PY_RESUME | E.PY_RETURN | E.PY_YIELD | E.PY_UNWIND | E.PY_THROW | E.RAISE)
f(2)
# expect: PY_START f 
# expect: line f 8
# expect: line f 9
# expect: line f 8
# expect: line f 10
# expect: PY_RETURN f 2
for x in g(0):
    pass
# expect: PY_START g 
# expect: PY_YIELD g 0
# expect: PY_RESUME g 
# expect: PY_RETURN g None
try:
    next(g(1))
except ValueError:
    pass
# expect: PY_START g 
# expect: RAISE g 1
# expect: PY_UNWIND g 1
# expect: RAISE <module> 1
m.set_events(3, 0)
m.restart_events()
f(1)
# expect: line f 8
# expect: line f 9
# expect: line f 8
# expect: line f 10
m.set_local_events(3, f.__code__, 0)
f(1)
for attempt in (lambda: m.set_events(4, 1), lambda: m.use_tool_id(3, 'x'), lambda: m.get_tool(6),
                lambda: m.register_callback(3, 3, None), lambda: m.set_local_events(3, 5, 1), lambda: m.set_events(3, E.C_RAISE)):
    try:
        attempt()
    except (ValueError, TypeError) as e:
        print(type(e).__name__, e)
# expect: ValueError tool 4 is not in use
# expect: ValueError tool 3 is already in use
# expect: ValueError invalid tool 6 (must be between 0 and 5)
# expect: ValueError The callback can only be set for one event at a time
# expect: TypeError code must be a code object
# expect: ValueError cannot set C_RETURN or C_RAISE events independently
m.free_tool_id(3)
print(m.get_tool(3))  # expect: None
