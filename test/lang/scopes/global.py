n = 0
def f():
    global n
    n += 1
f(); f()
print(n)  # expect: 2
