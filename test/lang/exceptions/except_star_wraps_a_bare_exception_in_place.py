def f():
    raise ValueError(1)
def lines(tb):
    found = []
    while tb is not None:
        found.append(tb.tb_lineno)
        tb = tb.tb_next
    return found
try:
    f()
except* ValueError as group:
    print(lines(group.__traceback__), lines(group.exceptions[0].__traceback__))  # expect: [11] [10, 2]
