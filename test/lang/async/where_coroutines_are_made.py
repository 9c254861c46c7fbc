import sys

async def function():
    pass

def maker():
    return function()

def shown(coroutine):
    coroutine.close()
    origin = coroutine.cr_origin
    return origin and [(line, name) for file, line, name in origin]

print(sys.get_coroutine_origin_tracking_depth(), shown(maker()))  # expect: 0 None
sys.set_coroutine_origin_tracking_depth(1)
print(sys.get_coroutine_origin_tracking_depth(), shown(maker()))  # expect: 1 [(7, 'maker')]
sys.set_coroutine_origin_tracking_depth(2)
print(shown(maker()))  # expect: [(7, 'maker'), (18, '<module>')]
sys.set_coroutine_origin_tracking_depth(0)
print(shown(maker()))  # expect: None
for wrong in -1, 'x', 2**40:
    try:
        sys.set_coroutine_origin_tracking_depth(wrong)
    except (ValueError, TypeError, OverflowError) as error:
        print(error)
# expect: depth must be >= 0
# expect: 'str' object cannot be interpreted as an integer
# expect: Python int too large to convert to C int
