import stackless
def f():
    try:
        stackless.schedule()
    finally:
        print('cleanup')
t = stackless.tasklet(f)()
stackless.schedule()
t.kill()  # expect: cleanup
print(t.alive)  # expect: False
