def inner():
    try:
        yield 1
    finally:
        print('inner ends')
        raise GeneratorExit('other')
def outer():
    try:
        yield from inner()
    except GeneratorExit as error:
        print(error.args, error.__context__)
        raise
g = outer()
next(g)
try:
    g.throw(GeneratorExit('thrown'))
except GeneratorExit as error:
    print(error.args)
# expect: inner ends
# expect: ('thrown',) None
# expect: ('thrown',)
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2
def around():
    yield from stubborn()
g = around()
next(g)
try:
    g.throw(GeneratorExit)
except RuntimeError as error:
    print(error)  # expect: generator ignored GeneratorExit
