import stackless
def f():
    try:
        stackless.schedule()
    except KeyError as e:
        print('caught', e)
t = stackless.tasklet(f)()
stackless.schedule()
t.raise_exception(KeyError, 'k')  # expect: caught 'k'
