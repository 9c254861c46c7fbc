import gc

for call in ('collect(3)', 'collect(-1)', 'collect("a")', 'set_threshold()', 'set_threshold(1, 2, 3, 4)',
             'set_threshold("a")', 'set_debug("a")', 'get_objects(5)'):
    try:
        eval('gc.' + call)
    except Exception as e:
        print(type(e).__name__, e)
# expect: ValueError invalid generation
# expect: ValueError invalid generation
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError gc.set_threshold requires 1 to 3 arguments
# expect: TypeError gc.set_threshold requires 1 to 3 arguments
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ValueError generation parameter must be less than the number of available generations (3)

def callback(phase, info):
    print(phase, info['generation'], sorted(info))

gc.callbacks.append(callback)
gc.collect(1)
# expect: start 1 ['collected', 'generation', 'uncollectable']
# expect: stop 1 ['collected', 'generation', 'uncollectable']
gc.callbacks.remove(callback)
gc.set_threshold(5, True)
print(gc.get_threshold())  # expect: (5, 1, 0)

print([gc.is_tracked(x) for x in (1, 'a', (), [], {}, set(), len, object())])  # expect: [False, False, False, True, True, True, True, False]
a = [1]
b = (a, 'x')
print(sorted(gc.get_referents(b), key=str))  # expect: [[1], 'x']
