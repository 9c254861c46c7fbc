import random

random.seed(5)
for _ in range(400):
    b = random.getrandbits(random.choice([3600, 3700, 4000, 9000, 50000])) | 1
    q = random.getrandbits(random.choice([1, 2, 10, 49, 50, 51, 60, 200]))
    r = random.choice([0, 1, b - 1, random.randrange(b)])
    a = q * b + r
    assert (a // b, a % b) == divmod(a, b) == (q, r)
    negative = -q if r == 0 else -q - 1
    assert -a // b == a // -b == negative
    assert -a - negative * b == -a % b
print('right')  # expect: right
