import random
r = random.Random(42)
print(r.random(), r.randint(1, 100), r.choice('abc'), r.sample(range(10), 3))  # expect: 0.6394267984578837 4 c [4, 3, 8]
l = [1, 2, 3]
r.shuffle(l)
print(l, random.Random('seed').getrandbits(40))  # expect: [2, 3, 1] 65018228478
