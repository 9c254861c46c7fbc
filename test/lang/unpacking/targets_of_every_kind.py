class A: pass
o, l = A(), [0, 0, 0]
o.x, l[0], l[1:], (n) = 1, 2, [3, 4], 5
print(o.x, l, n)  # expect: 1 [2, 3, 4] 5
