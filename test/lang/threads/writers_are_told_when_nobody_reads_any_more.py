# The child never reads its input; asyncio watches that end of the pipe, too.
import asyncio


class Protocol(asyncio.SubprocessProtocol):
    def __init__(self):
        self.completed = asyncio.get_running_loop().create_future()

    def connection_lost(self, error):
        self.completed.set_result(error)


async def main():
    loop = asyncio.get_running_loop()
    transport, protocol = await loop.subprocess_exec(Protocol, 'sleep', '100')
    transport.kill()
    print(await asyncio.wait_for(protocol.completed, 20))  # expect: None
    print(transport.get_returncode())  # expect: -9
    transport.close()


asyncio.run(main())
