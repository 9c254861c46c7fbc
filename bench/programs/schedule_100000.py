"""A hundred thousand tasklets in turn: 6,000,000 switches."""
import stackless
from time import perf_counter


def worker(rounds, done):
    for _ in range(rounds):
        stackless.schedule()
    done.append(rounds)


def run():
    done = []
    for _ in range(100_000):
        stackless.tasklet(worker)(60, done)
    stackless.run()
    return sum(done)


start = perf_counter()
result = run()
seconds = perf_counter() - start
print(result)
print(f'#time {seconds:.4f}')
# units: 6000000 switches
# result: 6000000
