x = 1 + \
    2
y = (3
     + 4)
if x and \
   y: print(x, y)  # expect: 3 7
