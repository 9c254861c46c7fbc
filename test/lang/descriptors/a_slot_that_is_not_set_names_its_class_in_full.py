class Outer:
    class Inner:
        __slots__ = ('a',)


thing = Outer.Inner()
for read in (lambda: thing.a), (lambda: getattr(thing, 'a')), (lambda: thing.b):
    try:
        read()
    except AttributeError as error:
        print(error)
# expect: 'Outer.Inner' object has no attribute 'a'
# expect: 'Outer.Inner' object has no attribute 'a'
# expect: 'Inner' object has no attribute 'b'
