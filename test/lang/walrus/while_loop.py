data = iter([3, 2, 1, 0, 9])
while (x := next(data)):
    print(x)
# expect: 3
# expect: 2
# expect: 1
