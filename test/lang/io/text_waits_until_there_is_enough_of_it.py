import io


class Below(io.BufferedIOBase):
    def writable(self):
        return True

    def write(self, data):
        print(data)
        return len(data)

    def flush(self):
        print('flush')


for options in ({}, {'line_buffering': True}, {'write_through': True}, {'newline': '\r\n'}):
    t = io.TextIOWrapper(Below(), encoding='utf-8', **options)
    t._CHUNK_SIZE = 10
    for text in ('ab', 'cd', 'x' * 12, '\u00e9' * 3, '\U0001f600', '\ud800', 'n\n', 'r\r'):
        try:
            print(t.write(text))
        except UnicodeEncodeError as e:
            print(e)
    t.close()
    try:
        t.write('')
    except ValueError as e:
        print(e)
# expect: 2
# expect: 2
# expect: b'abcd'
# expect: b'xxxxxxxxxxxx'
# expect: 12
# expect: 3
# expect: b'\xc3\xa9\xc3\xa9\xc3\xa9\xf0\x9f\x98\x80'
# expect: 1
# expect: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: 2
# expect: 2
# expect: b'n\nr\r'
# expect: flush
# expect: flush
# expect: I/O operation on closed file.
# expect: 2
# expect: 2
# expect: b'abcd'
# expect: b'xxxxxxxxxxxx'
# expect: 12
# expect: 3
# expect: b'\xc3\xa9\xc3\xa9\xc3\xa9\xf0\x9f\x98\x80'
# expect: 1
# expect: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: b'n\n'
# expect: flush
# expect: 2
# expect: b'r\r'
# expect: flush
# expect: 2
# expect: flush
# expect: flush
# expect: I/O operation on closed file.
# expect: b'ab'
# expect: 2
# expect: b'cd'
# expect: 2
# expect: b'xxxxxxxxxxxx'
# expect: 12
# expect: b'\xc3\xa9\xc3\xa9\xc3\xa9'
# expect: 3
# expect: b'\xf0\x9f\x98\x80'
# expect: 1
# expect: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: b'n\n'
# expect: 2
# expect: b'r\r'
# expect: 2
# expect: flush
# expect: flush
# expect: I/O operation on closed file.
# expect: 2
# expect: 2
# expect: b'abcd'
# expect: b'xxxxxxxxxxxx'
# expect: 12
# expect: 3
# expect: b'\xc3\xa9\xc3\xa9\xc3\xa9\xf0\x9f\x98\x80'
# expect: 1
# expect: 'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed
# expect: 2
# expect: 2
# expect: b'n\r\nr\r'
# expect: flush
# expect: flush
# expect: I/O operation on closed file.
