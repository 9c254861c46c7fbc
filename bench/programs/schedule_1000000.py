"""A million tasklets in turn: 40,000,000 switches."""
import stackless
from time import perf_counter


def worker(rounds, done):
    for _ in range(rounds):
        stackless.schedule()
    done.append(rounds)


def run():
    done = []
    for _ in range(1_000_000):
        stackless.tasklet(worker)(40, done)
    stackless.run()
    return sum(done)


start = perf_counter()
result = run()
seconds = perf_counter() - start
print(result)
print(f'#time {seconds:.4f}')
# units: 40000000 switches
# result: 40000000
