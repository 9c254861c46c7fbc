def attempt(operation):
    data = bytearray(b'abc')
    try:
        operation(data)
    except BufferError as error:
        print(error)
    print(data)


attempt(lambda data: data.__iadd__(data))
# expect: Existing exports of data: object cannot be re-sized
# expect: bytearray(b'abc')
attempt(lambda data: data.__iadd__(memoryview(data)))
# expect: Existing exports of data: object cannot be re-sized
# expect: bytearray(b'abc')
attempt(lambda data: data.extend(data))  # expect: bytearray(b'abcabc')
attempt(lambda data: data.extend(memoryview(data)))
# expect: Existing exports of data: object cannot be re-sized
# expect: bytearray(b'abc')
attempt(lambda data: data.__setitem__(slice(1, 1), data))  # expect: bytearray(b'aabcbc')
attempt(lambda data: data.__setitem__(slice(1, 1), memoryview(data)))
# expect: Existing exports of data: object cannot be re-sized
# expect: bytearray(b'abc')
attempt(lambda data: data.__setitem__(slice(None), memoryview(data)))  # expect: bytearray(b'abc')
