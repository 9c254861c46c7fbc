def handling():
    try:
        raise KeyError('a')
    except KeyError:
        yield

def waiting():
    yield

def thrown_into(generator):
    next(generator)
    try:
        generator.throw(ValueError)
    except ValueError as error:
        return repr(error.__context__)

print(thrown_into(handling()))  # expect: KeyError('a')
print(thrown_into(waiting()))  # expect: None
try:
    1 / 0
except ZeroDivisionError:
    print(thrown_into(waiting()))  # expect: None
