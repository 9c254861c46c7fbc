def g():
    while True:
        try:
            yield
        except GeneratorExit:
            pass
it = g()
next(it)
try:
    it.close()
except RuntimeError as e:
    print(e)  # expect: generator ignored GeneratorExit
it.gi_frame.clear if False else None
