n = 3
while n:
    n -= 1
    if n == 1: continue
    print(n)
else:
    print('done')
# expect: 2
# expect: 0
# expect: done
