"""A hundred thousand tasklets, each blocked on a channel with one frame, are pickled. Prints the bytes of each."""
# peers: stackless
import pickle
import stackless
from time import perf_counter


def waiter(gate, total):
    value = gate.receive()
    total[0] += value


gate, total = stackless.channel(), [0]
for _ in range(100_000):
    stackless.tasklet(waiter)(gate, total)
stackless.run()

start = perf_counter()
data = pickle.dumps((gate, total))
seconds = perf_counter() - start
print(-gate.balance)
print(f'#memory {len(data) // 100_000}')
print(f'#time {seconds:.4f}')
# units: 100000 tasklets
# result: 100000
