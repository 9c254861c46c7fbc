import stackless
log = []
t = stackless.tasklet()
t.bind(log.append, ('x',))
print(t.alive, t.paused)  # expect: True True
t.insert()
stackless.run()
print(log)  # expect: ['x']
