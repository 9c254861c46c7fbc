import stackless
def f(name):
    for i in range(2):
        print(name, i)
        stackless.schedule()
stackless.tasklet(f)('a')
stackless.tasklet(f)('b')
stackless.run()
# expect: a 0
# expect: b 0
# expect: a 1
# expect: b 1
