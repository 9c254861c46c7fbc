async def g():
    x = yield 1
    print('sent', x)
    yield 2
async def f():
    a = g()
    print(await anext(a), await a.asend('s'))
    await a.aclose()
    return [x async for x in g()]
try:
    f().send(None)
except StopIteration as e:
    print(e.value)
# expect: sent s
# expect: 1 2
# expect: sent None
# expect: [1, 2]
