"""Two tasklets that give way to each other: 600,000 switches."""
import stackless
from time import perf_counter


def worker(rounds, done):
    for _ in range(rounds):
        stackless.schedule()
    done.append(rounds)


def run():
    done = []
    for _ in range(2):
        stackless.tasklet(worker)(300_000, done)
    stackless.run()
    return sum(done)


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# units: 600000 switches
# result: 600000
