# What a buffered file holds behind an object stays there, whether the object could be read or not.
import io
import marshal

values = [1, 'a' * 300, (1, [2, {3: 4}], b'x' * 1000), 2**100, None]
raw = b''.join(marshal.dumps(v) for v in values) + b'rest'
for size in (1, 2, 7, 64, 8192):
    file = io.BufferedReader(io.BytesIO(raw), size)
    print(size, [marshal.load(file) for _ in values] == values, file.read())
# expect: 1 True b'rest'
# expect: 2 True b'rest'
# expect: 7 True b'rest'
# expect: 64 True b'rest'
# expect: 8192 True b'rest'

file = io.BufferedReader(io.BytesIO(marshal.dumps((1, 2))[:-1] + b'?rest'))
try:
    marshal.load(file)
except Exception as e:
    print(type(e).__name__, e, file.read())

file = io.BufferedReader(io.BytesIO(marshal.dumps('abc')[:-1]))
try:
    marshal.load(file)
except EOFError as e:
    print(e, file.read())  # expect: EOF read where not expected b''


class Counted(io.BufferedReader):
    def readinto(self, buffer):
        print('readinto', len(buffer))
        return super().readinto(buffer)

print(marshal.load(Counted(io.BytesIO(marshal.dumps(7)))))
# expect: readinto 1
# expect: readinto 4
# expect: 7
