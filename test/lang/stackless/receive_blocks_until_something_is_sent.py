import stackless
c = stackless.channel()
def sender():
    print('sending')
    c.send(5)
    print('sent')
t = stackless.tasklet(sender)()
print(c.receive())
# expect: sending
# expect: 5
stackless.run()  # expect: sent
