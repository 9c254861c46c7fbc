import stackless
from array import array
c = stackless.channel()
class I:
    def __index__(self): return c.receive()
def filler():
    a = array('i', [I(), 2])
    a.extend(x for x in (c.receive(), I()))
    print(a)
stackless.tasklet(filler)()
stackless.run()
c.send(1)
c.send(3)
c.send(4)  # expect: array('i', [1, 2, 3, 4])
