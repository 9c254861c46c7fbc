import stackless
c = stackless.channel()
def receiver():
    print('got', c.receive())
stackless.tasklet(receiver)()
stackless.schedule()
print(c.balance)  # expect: -1
c.send('x')  # expect: got x
print(c.balance)  # expect: 0
