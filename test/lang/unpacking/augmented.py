a = [1, 2]
a[0] += 10
a[-1] **= 3
t = (a, [])
try:
    t[1] += [1]
except TypeError as e:
    print(e)  # expect: 'tuple' object does not support item assignment
print(t)  # expect: ([11, 8], [1])
