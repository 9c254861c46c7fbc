x = 'outer'
a = [x for x in range(3)]
print(x, a)  # expect: outer [0, 1, 2]
fs = [lambda: i for i in range(3)]
print([f() for f in fs])  # expect: [2, 2, 2]
