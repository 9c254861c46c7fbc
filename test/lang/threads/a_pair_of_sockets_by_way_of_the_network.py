# The system may have connected a socket before the event loop has had a turn.
import socket

a, b = socket._fallback_socketpair()
print(a.getpeername() == b.getsockname(), b.getpeername() == a.getsockname())  # expect: True True
a.sendall(b'text')
print(b.recv(10))  # expect: b'text'
a.close()
b.close()
with socket.socket() as s:
    try:
        s.getpeername()
    except OSError as e:
        print(e.strerror)  # expect: Transport endpoint is not connected
