# A raw file whose methods wait in a channel blocks the tasklet that reads or writes through the layers above it. Others that
# want the same buffer wait until that is done.
import io
import stackless

inbox = stackless.channel()
outbox = stackless.channel()


class Raw(io.RawIOBase):
    def readable(self):
        return True
    writable = readable

    def readinto(self, buffer):
        data = inbox.receive()
        buffer[:len(data)] = data
        return len(data)

    def write(self, data):
        outbox.send(bytes(data))
        return len(data)


def feed():
    for data in b'one\ntw', b'o\nthr', b'ee', b'', b'':
        inbox.send(data)


stackless.tasklet(feed)()
print(io.TextIOWrapper(io.BufferedReader(Raw(), 6)).readlines())  # expect: ['one\n', 'two\n', 'three']

buffer = io.BufferedWriter(Raw(), 4)
done = []


def write(letter):
    buffer.write(letter * 3)
    buffer.write(letter * 3)
    buffer.flush()
    done.append(letter)


stackless.tasklet(write)(b'a')
stackless.tasklet(write)(b'b')
stackless.schedule()
taken = b''
while len(taken) < 12:
    taken += outbox.receive()
print(taken.count(b'a'), taken.count(b'b'))  # expect: 6 6
stackless.run()
print(done)  # expect: [b'a', b'b']
