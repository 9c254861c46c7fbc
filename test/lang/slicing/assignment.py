a = [0, 1, 2, 3, 4]
a[1:3] = 'xyz'
print(a)  # expect: [0, 'x', 'y', 'z', 3, 4]
a[::2] = [9, 9, 9]
print(a)  # expect: [9, 'x', 9, 'z', 9, 4]
a[1:1] = [7]; a[:2] = []
print(a)  # expect: ['x', 9, 'z', 9, 4]
a[::2] = [1]  # expect error: ValueError: attempt to assign sequence of size 1 to extended slice of size 3
