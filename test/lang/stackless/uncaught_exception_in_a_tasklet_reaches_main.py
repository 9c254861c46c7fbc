import stackless
def f(): raise ValueError('from a tasklet')
stackless.tasklet(f)()
try:
    stackless.run()
except ValueError as e:
    print(e)  # expect: from a tasklet
