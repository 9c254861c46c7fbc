def f(): return f()
try:
    f()
except RecursionError as e:
    print(type(e).__name__, str(e)[:32])  # expect: RecursionError maximum recursion depth exceeded
