import warnings

def show(message, category, filename, lineno, file=None, line=None):
    print(lineno, category.__name__, message)

warnings.simplefilter('always')
warnings.showwarning = show

class Thing:
    async def method(self):
        pass

async def function(n=0):
    pass

def caller():
    function(1)
    return 1

function()  # expect: 20 RuntimeWarning coroutine 'function' was never awaited
Thing().method()  # expect: 21 RuntimeWarning coroutine 'Thing.method' was never awaited
caller()  # expect: 17 RuntimeWarning coroutine 'function' was never awaited

async def main():
    function(2)
    await function()
    coroutine = function()
    await coroutine

async def numbers():
    yield 1

try:
    main().send(None)  # expect: 25 RuntimeWarning coroutine 'function' was never awaited
except StopIteration:
    pass
numbers().aclose()  # expect: 37 RuntimeWarning coroutine method 'aclose' of 'numbers' was never awaited
kept = function()
kept.close()
