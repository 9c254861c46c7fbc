"""Two tasklets that give way to each other, as in schedule_2, while a million sleep. Prints the memory of each sleeper."""
# peers: stackless go erlang
import stackless
import time
from time import perf_counter

SLEEPERS = 1_000_000


def resident():
    """Bytes of memory in use, or 0 where that cannot be told."""
    try:
        with open('/proc/self/statm') as file:
            return int(file.read().split()[1]) * 4096
    except OSError:
        return 0


def worker(rounds, done):
    for _ in range(rounds):
        stackless.schedule()
    done.send(rounds)


def run():
    done = stackless.channel()
    for _ in range(2):
        stackless.tasklet(worker)(300_000, done)
    return done.receive() + done.receive()


before = resident()
for _ in range(SLEEPERS):
    stackless.tasklet(time.sleep)(100_000)
stackless.schedule()
memory = (resident() - before) // SLEEPERS
seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#memory {memory}')
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# units: 600000 switches
# result: 600000
