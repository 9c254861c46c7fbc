print((y := 5) + y, [z := 1, z + 1], (w := 2,) + (w,))  # expect: 10 [1, 2] (2, 2)
if (m := len('abc')) > 2: print(m)  # expect: 3
