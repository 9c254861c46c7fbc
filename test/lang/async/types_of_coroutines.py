import inspect
async def f(): pass
async def g(): yield
c = f()
print(type(c).__name__, type(g()).__name__, inspect.iscoroutinefunction(f), c.cr_running, c.__name__)  # expect: coroutine async_generator True False f
c.close()
for x in c: pass  # expect error: TypeError: 'coroutine' object is not iterable
