"""The planets' motion: floats in attributes of lists."""
from time import perf_counter

SOLAR_MASS = 4 * 3.141592653589793**2
YEAR = 365.24

# position (AU), velocity (AU a day), mass (suns)
PLANETS = [
    ([0.0, 0.0, 0.0], [0.0, 0.0, 0.0], 1.0),
    ([4.84143144246472, -1.16032004402743, -0.10362204447112], [0.00166007664274404, 0.00769901118419740, -0.0000690460016972064], 0.000954791938424327),
    ([8.34336671824458, 4.12479856412430, -0.403523417114321], [-0.00276742510726862, 0.00499852801234917, 0.0000230417297573764], 0.000285885980666131),
    ([12.8943695621391, -15.1111514016986, -0.223307578892656], [0.00296460137564762, 0.00237847173959481, -0.0000296589568540238], 0.0000436624404335156),
    ([15.3796971148510, -25.9193146099879, 0.179258772950371], [0.00268067772490389, 0.00162824170038242, -0.0000951592254519716], 0.0000515138902046611),
]


def make():
    return [(list(p), [v * YEAR for v in velocity], mass * SOLAR_MASS) for p, velocity, mass in PLANETS]


def advance(pairs, bodies, dt, steps):
    for _ in range(steps):
        for (p1, v1, m1), (p2, v2, m2) in pairs:
            dx = p1[0] - p2[0]
            dy = p1[1] - p2[1]
            dz = p1[2] - p2[2]
            square = dx * dx + dy * dy + dz * dz
            force = dt / (square * square**0.5)
            v1[0] -= dx * m2 * force
            v1[1] -= dy * m2 * force
            v1[2] -= dz * m2 * force
            v2[0] += dx * m1 * force
            v2[1] += dy * m1 * force
            v2[2] += dz * m1 * force
        for p, v, _mass in bodies:
            p[0] += dt * v[0]
            p[1] += dt * v[1]
            p[2] += dt * v[2]


def energy(pairs, bodies):
    total = 0.0
    for (p1, _v1, m1), (p2, _v2, m2) in pairs:
        total -= m1 * m2 / sum((a - b) ** 2 for a, b in zip(p1, p2)) ** 0.5
    return total + sum(0.5 * m * sum(c * c for c in v) for _p, v, m in bodies)


def run():
    bodies = make()
    pairs = [(a, b) for i, a in enumerate(bodies) for b in bodies[i + 1 :]]
    before = energy(pairs, bodies)
    advance(pairs, bodies, 0.01, 60_000)
    return f'{before:.9f} {energy(pairs, bodies):.9f}'


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# result: -0.169289903 -0.169261739
