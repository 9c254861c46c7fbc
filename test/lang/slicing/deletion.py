a = list(range(10))
del a[2:4], a[::3], a[-1]
print(a)  # expect: [1, 4, 6, 7]
