"""The pickle of a hundred thousand blocked tasklets is loaded, and all of them are woken (which is not measured)."""
# peers: stackless
import pickle
import stackless
from time import perf_counter


def waiter(gate, total):
    value = gate.receive()
    total[0] += value


def pickled():
    gate, total = stackless.channel(), [0]
    for _ in range(100_000):
        stackless.tasklet(waiter)(gate, total)
    stackless.run()
    return pickle.dumps((gate, total))


data = pickled()
start = perf_counter()
gate, total = pickle.loads(data)
seconds = perf_counter() - start
for _ in range(100_000):
    gate.send(1)
stackless.run()
print(total[0])
print(f'#time {seconds:.4f}')
# units: 100000 tasklets
# result: 100000
