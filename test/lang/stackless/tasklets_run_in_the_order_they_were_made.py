import stackless
def f(x): print(x)
for i in range(3):
    stackless.tasklet(f)(i)
print('made')  # expect: made
stackless.run()
# expect: 0
# expect: 1
# expect: 2
