import sys


def show(frame, owner):
    print(frame.f_generator is owner, frame.f_generator is None)


def generator():
    show(sys._getframe(), g)
    yield sys._getframe()


g = generator()
frame = g.gi_frame
show(frame, g)  # expect: True False
show(next(g), g)
# expect: True False
# expect: True False
list(g)
show(frame, g)  # expect: False True
show(sys._getframe(), g)  # expect: False True


async def inner():
    show(sys._getframe(), current)
    show(sys._getframe(1), outermost)
    show(sys._getframe(2), None)


async def outer():
    global current
    current = inner()
    await current


outermost = outer()
try:
    outermost.send(None)
except StopIteration:
    pass
# expect: True False
# expect: True False
# expect: True True


def delegating():
    yield from middle


def middle_():
    yield from innermost


def innermost_():
    frame = sys._getframe()
    for _ in range(4):
        show(frame, {'innermost_': innermost, 'middle_': middle, 'delegating': root}.get(frame.f_code.co_name))
        frame = frame.f_back
    yield 1


innermost = innermost_()
middle = middle_()
root = delegating()
next(root)
# expect: True False
# expect: True False
# expect: True False
# expect: True True
show(innermost.gi_frame, innermost)  # expect: True False


async def asynchronous():
    yield sys._getframe()


a = asynchronous()
try:
    a.asend(None).send(None)
except StopIteration as e:
    show(e.value, a)  # expect: True False
try:
    frame.f_generator = None
except AttributeError as e:
    print(e)  # expect: attribute 'f_generator' of 'frame' objects is not writable
try:
    g.gi_frame.f_generator
except AttributeError as e:
    print(e)  # expect: 'NoneType' object has no attribute 'f_generator'
try:
    root.gi_frame.f_generator = 1
except AttributeError as e:
    print(e)  # expect: attribute 'f_generator' of 'frame' objects is not writable
