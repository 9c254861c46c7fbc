import sys

def handling(inner):
    try:
        raise KeyError('handled')
    except KeyError:
        yield from inner

def waiting():
    yield sys.exception()

def raising():
    yield
    raise ValueError('raised')

def outcome(generator, step):
    next(generator)
    try:
        step(generator)
    except ValueError as error:
        return repr(error.__context__)

print(next(handling(waiting())))  # expect: 'handled'
print(outcome(handling(waiting()), lambda g: g.throw(ValueError)))  # expect: KeyError('handled')
print(outcome(handling(raising()), next))  # expect: KeyError('handled')

def closed():
    try:
        yield
    except GeneratorExit as exit:
        print(repr(exit.__context__))

for generator in closed(), handling(closed()):
    next(generator)
    generator.close()
# expect: None
# expect: None
generator = closed()
next(generator)
try:
    1 / 0
except ZeroDivisionError:
    generator.close()  # expect: ZeroDivisionError('division by zero')
