async def f(): await 5  # expect error: TypeError: 'int' object can't be awaited
f().send(None)
