"""A million tasklets, each blocked on a channel with one frame, then all woken. Prints the memory of each as well."""
import stackless
from time import perf_counter


def resident():
    """Bytes of memory in use, or 0 where that cannot be told."""
    try:
        with open('/proc/self/statm') as file:
            return int(file.read().split()[1]) * 4096
    except OSError:
        return 0


def waiter(gate, total):
    value = gate.receive()
    total[0] += value


COUNT = 1_000_000
memory = 0


def run():
    global memory
    gate, total = stackless.channel(), [0]
    before = resident()
    for _ in range(COUNT):
        stackless.tasklet(waiter)(gate, total)
    stackless.run()
    memory = (resident() - before) // COUNT
    blocked = -gate.balance
    for _ in range(COUNT):
        gate.send(1)
    stackless.run()
    return blocked, total[0]


start = perf_counter()
result = run()
seconds = perf_counter() - start
print(result)
print(f'#memory {memory}')
print(f'#time {seconds:.4f}')
# units: 1000000 tasklets
# result: (1000000, 1000000)
