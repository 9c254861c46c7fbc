async def a(): raise ValueError('from a')
async def b():
    try:
        await a()
    except ValueError as e:
        return f'caught {e}'
try:
    b().send(None)
except StopIteration as e:
    print(e.value)  # expect: caught from a
