import asyncio
async def answer(reader, writer):
    writer.write(b'echo ' + await reader.readline())
    await writer.drain()
    writer.close()
async def main():
    server = await asyncio.start_server(answer, '127.0.0.1', 0)
    reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
    writer.write(b'hello\n')
    print(await reader.read())
    writer.close()
    server.close()
    process = await asyncio.create_subprocess_exec('cat', stdin=-1, stdout=-1)
    print(await process.communicate(b'through'), process.returncode)
    try:
        async with asyncio.timeout(0.01):
            await asyncio.sleep(100)
    except TimeoutError:
        print('too late')
asyncio.run(main())
# expect: b'echo hello\n'
# expect: (b'through', None) 0
# expect: too late
