class Wait:
    def __await__(self):
        x = yield 'waiting'
        return x * 2
async def f():
    r = await Wait()
    print('got', r)
    return r + 1
c = f()
print(c.send(None))  # expect: waiting
try:
    c.send(5)  # expect: got 10
except StopIteration as e:
    print(e.value)  # expect: 11
