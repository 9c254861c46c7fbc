# A tasklet that changes the context in a copied context of variables leaves the others' alone; a trap may be handled anywhere.
import contextvars, stackless
from decimal import *
def work(prec, channel):
    getcontext().prec = prec
    channel.send(0)
    print(prec, Decimal(1) / 3)
channel = stackless.channel()
for prec in 3, 5:
    stackless.tasklet(contextvars.copy_context().run)(work, prec, channel)
def receive():
    setcontext(Context(prec=8))
    for _ in range(2):
        channel.receive()
    print(Decimal(1) / 7)
stackless.tasklet(contextvars.Context().run)(receive)
stackless.run()
# expect: 0.14285714
# expect: 3 0.333
# expect: 5 0.33333
