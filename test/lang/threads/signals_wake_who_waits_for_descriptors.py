import os
import select
import signal

calls = []
signal.signal(signal.SIGUSR1, lambda number, frame: calls.append(number))
signal.signal(signal.SIGALRM, lambda number, frame: calls.append(number))
reading, writing = os.pipe()
try:
    signal.set_wakeup_fd(writing)
except ValueError as error:
    print(str(error).replace(str(writing), 'N'))  # expect: the fd N must be in non-blocking mode
os.set_blocking(writing, False)
print(signal.set_wakeup_fd(writing))  # expect: -1

signal.raise_signal(signal.SIGUSR1)
os.kill(os.getpid(), signal.SIGUSR1)
print(select.select([reading], [], [], 5)[0] == [reading])  # expect: True
print(os.read(reading, 10), calls)  # expect: b'\n\n' [10, 10]

signal.setitimer(signal.ITIMER_REAL, 0.01)
print(select.select([reading], [], [], 5)[0] == [reading])  # expect: True
print(os.read(reading, 10), calls)  # expect: b'\x0e' [10, 10, 14]

print(signal.set_wakeup_fd(-1) == writing)  # expect: True
signal.raise_signal(signal.SIGUSR1)
print(select.select([reading], [], [], 0)[0])  # expect: []
