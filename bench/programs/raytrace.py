"""A small ray tracer: spheres over a chequered floor, shadows and mirrors."""
from time import perf_counter


class Vector:
    def __init__(self, x, y, z):
        self.x, self.y, self.z = x, y, z

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y, self.z + other.z)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y, self.z - other.z)

    def scale(self, factor):
        return Vector(self.x * factor, self.y * factor, self.z * factor)

    def dot(self, other):
        return self.x * other.x + self.y * other.y + self.z * other.z

    def unit(self):
        return self.scale(1.0 / self.dot(self) ** 0.5)

    def mirrored(self, normal):
        return self - normal.scale(2 * self.dot(normal))


class Sphere:
    def __init__(self, centre, radius, shine):
        self.centre, self.radius, self.shine = centre, radius, shine

    def hit(self, origin, direction):
        offset = self.centre - origin
        along = offset.dot(direction)
        inside = self.radius * self.radius - (offset.dot(offset) - along * along)
        if inside <= 0:
            return None
        distance = along - inside**0.5
        return distance if distance > 1e-6 else None

    def normal(self, point):
        return (point - self.centre).unit()

    def colour(self, point):
        return 0.8


class Floor:
    shine = 0.1

    def hit(self, origin, direction):
        if direction.y >= -1e-6:
            return None
        distance = (-1.0 - origin.y) / direction.y
        return distance if distance > 1e-6 else None

    def normal(self, point):
        return Vector(0.0, 1.0, 0.0)

    def colour(self, point):
        return 0.9 if (int(point.x // 1) + int(point.z // 1)) % 2 else 0.2


class Scene:
    def __init__(self, things, light):
        self.things, self.light = things, light

    def nearest(self, origin, direction):
        best = None
        for thing in self.things:
            distance = thing.hit(origin, direction)
            if distance is not None and (best is None or distance < best[0]):
                best = distance, thing
        return best

    def brightness(self, origin, direction, depth):
        found = self.nearest(origin, direction)
        if found is None:
            return 0.5 * (direction.y + 1.0)
        distance, thing = found
        point = origin + direction.scale(distance)
        normal = thing.normal(point)
        to_light = (self.light - point).unit()
        lit = 0.1
        if self.nearest(point, to_light) is None:
            lit += max(0.0, normal.dot(to_light)) * thing.colour(point)
        if depth and thing.shine:
            mirrored = self.brightness(point, direction.mirrored(normal), depth - 1)
            lit = lit * (1 - thing.shine) + mirrored * thing.shine
        return lit


def run():
    spheres = [Sphere(Vector(x - 2.0, 0.3 * x, 5.0 + x), 1.0, 0.4) for x in range(4)]
    scene = Scene([*spheres, Floor()], Vector(-5.0, 8.0, 0.0))
    size = 150
    rows = []
    for y in range(size):
        for x in range(size):
            direction = Vector((x - size / 2) / size, (size / 2 - y) / size, 1.0).unit()
            rows.append(scene.brightness(Vector(0.0, 0.0, 0.0), direction, 3))
    return f'{sum(rows):.6f} {min(rows):.6f} {max(rows):.6f}'


seconds = []
for _ in range(5):
    start = perf_counter()
    result = run()
    seconds.append(perf_counter() - start)
print(result)
print(f'#first {seconds[0]:.4f}')
print(f'#time {sum(seconds) / 5:.4f}')
print(f'#best {min(seconds):.4f}')
# result: 11879.194931 0.100000 0.919900
