class CM:
    async def __aenter__(self): return 'in'
    async def __aexit__(self, *a): print('out', a[0])
class It:
    def __init__(self): self.n = 3
    def __aiter__(self): return self
    async def __anext__(self):
        if not self.n: raise StopAsyncIteration
        self.n -= 1
        return self.n
async def f():
    async with CM() as x:
        async for i in It(): print(x, i)
        else: print('else')
    return [i async for i in It() if i], {i: await g() async for i in It()}
async def g(): return 'g'
try:
    f().send(None)
except StopIteration as e:
    print(e.value)
# expect: in 2
# expect: in 1
# expect: in 0
# expect: else
# expect: out None
# expect: ([2, 1], {2: 'g', 1: 'g', 0: 'g'})
