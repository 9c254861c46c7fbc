"""A hundred thousand tasklets in turn: 600,000 switches."""
import stackless
from time import perf_counter


def worker(rounds, done):
    for _ in range(rounds):
        stackless.schedule()
    done.append(rounds)


def run():
    done = []
    for _ in range(100_000):
        stackless.tasklet(worker)(6, done)
    stackless.run()
    return sum(done)


start = perf_counter()
result = run()
seconds = perf_counter() - start
print(result)
print(f'#time {seconds:.4f}')
# units: 600000 switches
# result: 600000
