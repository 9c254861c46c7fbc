def twice(f):
    def g(*a): return f(f(*a))
    return g
@twice
@twice
def inc(x): return x + 1
print(inc(0))  # expect: 4
