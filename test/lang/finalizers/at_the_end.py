import atexit
import sys

class Thing:
    def __init__(self, name):
        self.name = name
    def __del__(self):
        print('del', self.name, other.name, sys.is_finalizing())

things = [Thing(0), Thing(1)]
other = Thing('other')
cycle = Thing('cycle')
cycle.me = cycle
del cycle

def generator():
    thing = Thing('local')
    yield
    print('not reached')

g = generator()
next(g)
def at_exit():
    print('atexit')
atexit.register(at_exit)
print('end')
# expect: end
# expect: atexit
# expect: del 0 other True
# expect: del 1 other True
# expect: del other other True
# expect: del cycle other True
# expect: del local other True
