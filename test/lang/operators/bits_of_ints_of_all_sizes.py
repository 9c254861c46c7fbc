import random

random.seed(7)
sizes = [1, 8, 30, 31, 32, 33, 40, 52, 53, 54, 63, 64, 65, 100]


def some():
    n = random.getrandbits(random.choice(sizes))
    return random.choice([n, -n, ~n])


def bits(n, width=128):
    return [n >> i & 1 for i in range(width)]


for _ in range(3000):
    a, b = some(), some()
    assert bits(a & b) == [x and y for x, y in zip(bits(a), bits(b))], (a, b)
    assert a | b == a + b - (a & b), (a, b)
    assert a ^ b == (a | b) - (a & b), (a, b)
    assert (a & b) & a == a & b and (a | b) | a == a | b and a ^ b ^ b == a
print(-1 & 2**53 - 1, 2**53 - 1 & -2, -(2**53) + 1 | 1, 2**40 ^ -(2**33), -(2**60) & 2**52, 2**64 - 1 & 255)  # expect: 9007199254740991 9007199254740990 -9007199254740991 -1108101562368 0 255
