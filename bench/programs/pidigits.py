"""The digits of pi, one at a time, by a spigot of growing integers."""
from time import perf_counter


def digits():
    q, r, t, k, n, last = 1, 0, 1, 1, 3, 3
    while True:
        if 4 * q + r - t < n * t:
            yield n
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, last = (
                q * k,
                (2 * q + r) * last,
                t * last,
                k + 1,
                (q * (7 * k + 2) + r * last) // (t * last),
                last + 2,
            )


def run():
    source = digits()
    text = ''.join(str(next(source)) for _ in range(2_500))
    return text[:20], text[-20:]


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# result: ('31415926535897932384', '35593634568174324112')
