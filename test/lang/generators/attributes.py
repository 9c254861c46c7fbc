def g():
    x = yield
it = g()
print(it.__name__, it.__qualname__, it.gi_running, it.gi_yieldfrom, it.gi_frame is not None)  # expect: g g False None True
next(it)
it.close()
print(it.gi_frame, it.gi_suspended)  # expect: None False
