import stackless
c = stackless.channel()
def sender(): c.send_exception(ValueError, 'through')
stackless.tasklet(sender)()
try:
    c.receive()
except ValueError as e:
    print(e)  # expect: through
