import stackless
def forever():
    while True: pass
t = stackless.tasklet(forever)()
print(stackless.run(1000) is t)  # expect: True
print(t.alive, t.paused)  # expect: True True
t.kill()
print(t.alive)  # expect: False
