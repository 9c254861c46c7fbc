import stackless
c = stackless.channel()
try:
    c.receive()
except RuntimeError as e:
    print(type(e).__name__)  # expect: RuntimeError
print(c.balance)  # expect: 0
