import os
import stackless
r, w = os.pipe()
def reader():
    print('read', os.read(r, 10))
    print('then', os.read(r, 10))
def writer():
    os.write(w, b'first')
    print('written')
    stackless.schedule()
    os.close(w)
stackless.tasklet(reader)()
stackless.tasklet(writer)()
stackless.run()
# expect: written
# expect: read b'first'
# expect: then b''
os.set_blocking(r, False)
r2, w2 = os.pipe2(os.O_NONBLOCK)
try:
    os.read(r2, 1)
except BlockingIOError as error:
    print(error)  # expect: [Errno 11] Resource temporarily unavailable
copy = os.dup(w2)
os.close(w2)
os.write(copy, b'kept')
print(os.read(r2, 10))  # expect: b'kept'
os.close(r2)
try:
    os.write(copy, b'x')
except BrokenPipeError as error:
    print(error)  # expect: [Errno 32] Broken pipe
