"""A hundred thousand tasklets in a row; a value enters at one end and every link adds one."""
import stackless
from time import perf_counter


def link(left, right):
    left.send(1 + right.receive())


def run():
    first = left = stackless.channel()
    for _ in range(100_000):
        right = stackless.channel()
        stackless.tasklet(link)(left, right)
        left = right
    stackless.tasklet(right.send)(0)
    return first.receive()


start = perf_counter()
result = run()
seconds = perf_counter() - start
print(result)
print(f'#time {seconds:.4f}')
# units: 100000 tasklets
# result: 100000
