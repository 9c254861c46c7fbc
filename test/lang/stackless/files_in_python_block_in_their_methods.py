# The methods of a file made in Python may wait in a channel, whoever calls them.
import io
import stackless

channel = stackless.channel()


class Raw(io.RawIOBase):
    def readinto(self, buffer):
        data = channel.receive()
        buffer[:len(data)] = data
        return len(data)

    def readable(self):
        return True


def feed():
    for data in b'one\n', b'two\n', b'three', b'':
        channel.send(data)


stackless.tasklet(feed)()
print(Raw().readall())  # expect: b'one\ntwo\nthree'
