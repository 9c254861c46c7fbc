import sys
def inner():
    yield 1
    return 'end'
def outer():
    got = yield from inner()
    yield got
def failing():
    try:
        {}['x']
    finally:
        pass
def main():
    for value in outer():
        value = [
            value,
            inner,
        ]
    try:
        failing()
    except KeyError:
        pass
    with open(__file__) as f:
        pass
    while True:
        break
    match value:
        case [1]:
            pass
        case _:
            return (
                value
            )
events = []
def trace(frame, event, arg):
    if frame.f_code.co_filename != __file__:
        return None
    if event == 'exception':
        arg = arg[0].__name__
    events.append(f'{frame.f_code.co_name}:{frame.f_lineno} {event} {arg if isinstance(arg, (str, int)) else ""}')
    return trace
sys.settrace(trace)
main()
sys.settrace(None)
for e in events:
    print(e)
# expect: main:13 call 
# expect: main:14 line 
# expect: outer:5 call 
# expect: outer:6 line 
# expect: inner:2 call 
# expect: inner:3 line 
# expect: inner:3 return 1
# expect: outer:6 return 1
# expect: main:16 line 
# expect: main:17 line 
# expect: main:15 line 
# expect: main:14 line 
# expect: outer:6 call 
# expect: inner:3 call 
# expect: inner:4 line 
# expect: inner:4 return end
# expect: outer:6 exception StopIteration
# expect: outer:7 line 
# expect: outer:7 return end
# expect: main:16 line 
# expect: main:17 line 
# expect: main:15 line 
# expect: main:14 line 
# expect: outer:7 call 
# expect: outer:7 return 
# expect: main:19 line 
# expect: main:20 line 
# expect: failing:8 call 
# expect: failing:9 line 
# expect: failing:10 line 
# expect: failing:10 exception KeyError
# expect: failing:12 line 
# expect: failing:12 return 
# expect: main:20 exception KeyError
# expect: main:21 line 
# expect: main:22 line 
# expect: main:23 line 
# expect: main:24 line 
# expect: main:23 line 
# expect: main:25 line 
# expect: main:26 line 
# expect: main:27 line 
# expect: main:28 line 
# expect: main:30 line 
# expect: main:32 line 
# expect: main:31 line 
# expect: main:31 return 
