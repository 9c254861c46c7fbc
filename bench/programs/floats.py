"""Float arithmetic: the Mandelbrot set, a pendulum, a polynomial."""
import math
from time import perf_counter


def mandelbrot(size, limit):
    inside = 0
    for row in range(size):
        for column in range(size):
            cr = column * 3.0 / size - 2.0
            ci = row * 2.0 / size - 1.0
            zr = zi = 0.0
            for _ in range(limit):
                zr, zi = zr * zr - zi * zi + cr, 2.0 * zr * zi + ci
                if zr * zr + zi * zi > 4.0:
                    break
            else:
                inside += 1
    return inside


def pendulum(steps):
    angle, speed, dt = 1.0, 0.0, 0.001
    for _ in range(steps):
        speed -= 9.81 * math.sin(angle) * dt
        angle += speed * dt
    return angle


def polynomial(steps):
    total = 0.0
    x = 0.5
    for _ in range(steps):
        total += ((1.5 * x - 2.25) * x + 0.125) * x - 1.0
        x = x * 0.999 + 0.0005
    return total


def run():
    return mandelbrot(250, 80), f'{pendulum(600_000):.9f} {polynomial(1_000_000):.6f}'


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# result: (16236, '-0.996888776 -1312500.000000')
