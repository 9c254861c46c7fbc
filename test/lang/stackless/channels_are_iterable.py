import stackless
c = stackless.channel()
def producer():
    for i in range(3):
        c.send(i)
    c.send_exception(StopIteration)
stackless.tasklet(producer)()
print(list(c))  # expect: [0, 1, 2]
