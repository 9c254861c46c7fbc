# A built-in class that takes no keywords leaves them to the __init__ that a subclass has.
import itertools


def show(cls, *args, **keywords):
    try:
        made = cls(*args, **keywords)
        print(type(made).__name__, made.extra)
    except TypeError as error:
        print(error)


for base, args in [(float, (1,)), (tuple, ([],)), (itertools.filterfalse, (None, []))]:
    class WithInit(base):
        def __init__(self, *args, extra=None):
            self.extra = extra

    class Without(base):
        extra = 0

    show(WithInit, *args, extra=1)
    show(Without, *args, extra=1)
    show(Without, *args)
# expect: WithInit 1
# expect: float() takes no keyword arguments
# expect: Without 0
# expect: WithInit 1
# expect: tuple() takes no keyword arguments
# expect: Without 0
# expect: WithInit 1
# expect: filterfalse() takes no keyword arguments
# expect: Without 0
