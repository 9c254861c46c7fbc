import select
import socket
import stackless
listening = socket.create_server(('127.0.0.1', 0))
def serve():
    connection, address = listening.accept()
    while data := connection.recv(65536):
        connection.sendall(data.upper())
    connection.close()
def ask():
    with socket.create_connection(listening.getsockname()) as connection:
        connection.sendall(b'x' * 300000)
        count = 0
        while count < 300000:
            count += len(connection.recv(65536))
        print(count)
        connection.shutdown(socket.SHUT_WR)
        print(connection.recv(1))
stackless.tasklet(serve)()
stackless.tasklet(ask)()
stackless.run()
# expect: 300000
# expect: b''
listening.settimeout(0.01)
try:
    listening.accept()
except TimeoutError as error:
    print(error)  # expect: timed out
port = listening.getsockname()[1]
listening.close()
try:
    socket.create_connection(('127.0.0.1', port))
except ConnectionRefusedError as error:
    print(error)  # expect: [Errno 111] Connection refused
a, b = socket.socketpair()
print(select.select([a], [a], [], 0) == ([], [a], []))  # expect: True
b.send(b'here')
print(select.select([a], [], []) == ([a], [], []), a.recv(10, socket.MSG_PEEK), a.recv(10))  # expect: True b'here' b'here'
datagrams = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
datagrams.bind(('127.0.0.1', 0))
print(datagrams.sendto(b'to myself', datagrams.getsockname()), datagrams.recv(100))  # expect: 9 b'to myself'
print(socket.inet_ntop(socket.AF_INET6, socket.inet_pton(socket.AF_INET6, '1:0:0:2::')))  # expect: 1:0:0:2::
