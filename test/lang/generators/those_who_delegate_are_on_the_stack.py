import sys

def names():
    names = []
    frame = sys._getframe(1)
    while frame.f_code.co_name != '<module>':
        names.append(frame.f_code.co_name)
        frame = frame.f_back
    return names

def inner():
    try:
        while True:
            yield names()
    except ValueError:
        yield names()

def middle():
    yield from inner()

def outer():
    yield from middle()

generator = outer()
print(next(generator))  # expect: ['inner', 'middle', 'outer']
print(next(generator))  # expect: ['inner', 'middle', 'outer']
print(generator.throw(ValueError))  # expect: ['inner', 'middle', 'outer']
print(generator.gi_frame.f_back)  # expect: None

def running():
    yield other.gi_yieldfrom

def waiting():
    yield from running()

other = waiting()
print(next(other))  # expect: None
print(other.gi_yieldfrom.__name__)  # expect: running
