a = [1, 2, 3]
try:
    a.sort(key=lambda x: a.append(x) or x)
except ValueError as e:
    print(e, a)  # expect: list modified during sort [1, 2, 3]

# It counts that something was put in, even if nothing is left of it.
def key(x):
    b.append(3)
    b.pop()
    return x

b = [3, 1, 2]
try:
    b.sort(key=key)
except ValueError as e:
    print(e, b)  # expect: list modified during sort [1, 2, 3]
b.sort(key=lambda x: b.clear() or x)
print(b)  # expect: [1, 2, 3]
