# super() says what it misses.
def deleted(x):
    del x
    super()


def none():
    super()


class C:
    def no_arguments():
        super()

    def deleted(self):
        del self
        super()

    def empty(self):
        nonlocal __class__
        del __class__
        super()


for f in (lambda: deleted(1), none, C.no_arguments, C().deleted, C().empty):
    try:
        f()
    except RuntimeError as error:
        print(error)
# expect: super(): arg[0] deleted
# expect: super(): no arguments
# expect: super(): no arguments
# expect: super(): arg[0] deleted
# expect: super(): empty __class__ cell
