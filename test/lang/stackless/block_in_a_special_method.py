import stackless
c = stackless.channel()
class A:
    def __getattr__(self, name): return name + c.receive()
    def __add__(self, other): return other + c.receive()
def asker():
    print(A().hello)
    print(sorted([2, 1], key=lambda x: c.receive()))
    print(A() + 10)
stackless.tasklet(asker)()
stackless.run()
c.send(' there')  # expect: hello there
c.send(5)
c.send(4)  # expect: [1, 2]
c.send(7)  # expect: 17
