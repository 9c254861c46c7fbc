def f(x):
    def get(): return x
    def put(v):
        nonlocal x
        x = v
    return get, put
get, put = f(1)
put(5)
print(get())  # expect: 5
