async def numbers():
    yield 1

async def main():
    async for n in numbers():
        print(n)
    g = numbers()
    async for n in g:
        pass
    print(await g.aclose(), await g.athrow(ValueError))
    g = numbers()
    first, second = g.aclose(), g.aclose()
    print(await first, await second)

try:
    main().send(None)
except StopIteration:
    print('ended')
# expect: 1
# expect: None None
# expect: None None
# expect: ended
