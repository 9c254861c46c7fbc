import types
class Manager:
    def __aenter__(self): return 1
    def __aexit__(self, *a): return 2
class Other(Manager):
    async def __aenter__(self): pass
class Iterator:
    def __aiter__(self): return self
    def __anext__(self): return 5
class Sync:
    def __enter__(self): pass
    def __exit__(self, *a): pass
async def entering():
    async with Manager(): pass
async def leaving():
    async with Other(): pass
async def looping():
    async for x in Iterator(): pass
async def wrong():
    async with Sync(): pass
for f in entering, leaving, looping, wrong:
    try:
        f().send(None)
    except TypeError as error:
        print(error, repr(error.__cause__))
# expect: 'async with' received an object from __aenter__ that does not implement __await__: int None
# expect: 'async with' received an object from __aexit__ that does not implement __await__: int None
# expect: 'async for' received an invalid object from __anext__: int TypeError("'int' object can't be awaited")
# expect: 'Sync' object does not support the asynchronous context manager protocol (missed __aexit__ method) but it supports the context manager protocol. Did you mean to use 'with'? None
async def give():
    return 3
@types.coroutine
def pass_on():
    return (yield from give())
async def main():
    return await pass_on()
try:
    main().send(None)
except StopIteration as error:
    print(error.value)  # expect: 3
