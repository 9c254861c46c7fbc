def deeper(n):
    yield n
    yield from deeper(n + 1)


try:
    for n in deeper(0):
        pass
except RecursionError as error:
    print(error)  # expect: maximum recursion depth exceeded
print(900 < n < 1000)  # expect: True
