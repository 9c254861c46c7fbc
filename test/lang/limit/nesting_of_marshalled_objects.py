import marshal

def nested(depth):
    value = None
    for i in range(depth):
        value = [value]
    return value

print(len(marshal.loads(marshal.dumps(nested(1999)))))  # expect: 1
def attempt(function, *args):
    try:
        function(*args)
    except ValueError as error:
        print(error)

attempt(marshal.dumps, nested(2000))  # expect: object too deeply nested to marshal
attempt(marshal.dumps, nested(100_000))  # expect: object too deeply nested to marshal
attempt(marshal.loads, b'[\1\0\0\0' * 2000 + b'N')  # expect: recursion limit exceeded
attempt(marshal.loads, b'[\1\0\0\0' * 100_000 + b'N')  # expect: recursion limit exceeded
