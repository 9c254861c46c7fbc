class A:
    for i in range(3):
        print(i)
    if True:
        def f(self): return 1
    x = [i] * 2
# expect: 0
# expect: 1
# expect: 2
print(A.x, A.i, A().f())  # expect: [2, 2] 2 1
