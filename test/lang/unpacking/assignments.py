a, b = 1, 2
a, b = b, a
(c, [d, *e]), f = (1, [2, 3, 4]), 5
*g, h = 'xyz'
i = j = [1]
print(a, b, c, d, e, f, g, h, i is j)  # expect: 2 1 1 2 [3, 4] 5 ['x', 'y'] z True
