import collections.abc


class Lender:
    def __init__(self):
        self.log = []

    def __buffer__(self, flags):
        self.log.append(flags)
        self.view = memoryview(bytearray(b'hello'))
        return self.view

    def __release_buffer__(self, view):
        self.log.append((view is self.view, view.tobytes()))


a = Lender()
print(isinstance(a, collections.abc.Buffer), isinstance('x', collections.abc.Buffer))  # expect: True False
m = memoryview(a)
n = m[1:]
m.release()
print(n.tobytes(), a.log)  # expect: b'ello' [284]
n.release()
print(a.log, a.view.tobytes())  # expect: [284, (True, b'hello')] b'hello'
with memoryview(a) as m:
    print(type(m.obj))  # expect: <class '_buffer_wrapper'>
with memoryview(a) as m:
    m[0] = 65
    print(a.view.tobytes())  # expect: b'Aello'
print(bytes(a), bytearray(a), len(a.log))  # expect: b'hello' bytearray(b'hello') 10


class Wrong:
    def __buffer__(self, flags):
        return 5


class Raises:
    def __buffer__(self, flags):
        raise ValueError('no')


class Overrides(bytearray):
    def __buffer__(self, flags):
        print('lend', flags, end=' ')
        return super().__buffer__(flags)

    def __release_buffer__(self, view):
        print('release', end=' ')
        super().__release_buffer__(view)


for value in Wrong(), Raises(), Overrides(b'abc'):
    try:
        with memoryview(value) as m:
            print(m.tobytes())
        print(bytes(value))
    except (TypeError, ValueError) as e:
        print(e)
# expect: __buffer__ returned non-memoryview object
# expect: no
# expect: lend 284 b'abc'
# expect: release lend 284 release b'abc'
