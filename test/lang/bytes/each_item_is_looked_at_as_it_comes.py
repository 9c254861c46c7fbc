# bytes() and bytearray() take no more items than up to the first that is no byte, and iterate once.
def attempt(f, *arguments):
    try:
        print(f(*arguments))
    except Exception as e:
        print(type(e).__name__, e)


class Telling:
    def __init__(self, *values):
        self.values = iter(values)
    def __iter__(self):
        print('iter')
        return self
    def __next__(self):
        print('next')
        return next(self.values)
    def __length_hint__(self):
        print('hint')
        return 3


class Index:
    def __init__(self, value):
        self.value = value
    def __index__(self):
        print('index')
        return self.value


attempt(bytes, Telling(1, Index(2)))
# expect: iter
# expect: hint
# expect: next
# expect: next
# expect: index
# expect: next
# expect: b'\x01\x02'
attempt(bytes, Telling(1, 'a', 3))
# expect: iter
# expect: hint
# expect: next
# expect: next
# expect: TypeError 'str' object cannot be interpreted as an integer
attempt(bytearray, Telling(1, 256, 3))
# expect: iter
# expect: next
# expect: next
# expect: ValueError byte must be in range(0, 256)
attempt(bytes, [Index(300), Index(4)])
# expect: index
# expect: ValueError bytes must be in range(0, 256)
attempt(bytes, (1, 2.5, Index(4)))  # expect: TypeError 'float' object cannot be interpreted as an integer
attempt(bytes, 'ab')  # expect: TypeError string argument without an encoding
items = [None, 2]


class Growing:
    def __index__(self):
        items.append(len(items))
        return 7


items[0] = Growing()
attempt(bytes, items)  # expect: b'\x07\x02\x02'
print(b''.decode('unknown') == '')  # expect: True
