import stackless
def f(): pass
t = stackless.tasklet(f)
print(t.alive, t.scheduled, t.blocked)  # expect: False False False
t.setup()
print(t.alive, t.scheduled, t.blocked)  # expect: True True False
stackless.run()
print(t.alive, t.scheduled, t.blocked)  # expect: False False False
print(stackless.getcurrent() is stackless.getmain(), stackless.getruncount())  # expect: True 1
