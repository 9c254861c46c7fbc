pass; x = 1; y = 2;
if x: print(x); print(y)
# expect: 1
# expect: 2
