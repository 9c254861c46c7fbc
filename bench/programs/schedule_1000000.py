"""A million tasklets in turn: 2,000,000 switches."""
import stackless
from time import perf_counter


def worker(rounds, done):
    for _ in range(rounds):
        stackless.schedule()
    done.append(rounds)


def run():
    done = []
    for _ in range(1_000_000):
        stackless.tasklet(worker)(2, done)
    stackless.run()
    return sum(done)


start = perf_counter()
result = run()
seconds = perf_counter() - start
print(result)
print(f'#time {seconds:.4f}')
# units: 2000000 switches
# result: 2000000
