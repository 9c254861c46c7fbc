import io
t = io.TextIOWrapper.__new__(io.TextIOWrapper)
for use in (lambda: t.encoding, lambda: t.buffer, lambda: t.closed, t.read, lambda: t.write(1), t.close, lambda: repr(t)):
    try:
        print(use())
    except Exception as e:
        print(type(e).__name__, e)
# expect: None
# expect: None
# expect: ValueError I/O operation on uninitialized object
# expect: ValueError I/O operation on uninitialized object
# expect: TypeError write() argument must be str, not int
# expect: ValueError I/O operation on uninitialized object
# expect: ValueError I/O operation on uninitialized object
t = io.TextIOWrapper(io.BytesIO(b'abc\ndef'), encoding='utf-8')
t.mode = 'q'
print(t)  # expect: <_io.TextIOWrapper mode='q' encoding='utf-8'>
for use in (lambda: t.write(b''), lambda: t.seek('a'), lambda: t.seek(-1), lambda: t.seek(1, 1), lambda: t.seek(1, 2),
            lambda: t.seek(0, 5), lambda: t.read('a'), lambda: setattr(t, '_CHUNK_SIZE', 0),
            lambda: t.reconfigure(newline='x'), lambda: t.reconfigure(encoding=1), lambda: t.read(1),
            lambda: t.reconfigure(newline=''), lambda: next(t), t.tell, t.detach, t.read, t.detach, lambda: t.closed,
            lambda: t.encoding, lambda: t.buffer):
    try:
        print(type(use()))
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError write() argument must be str, not bytes
# expect: TypeError '<' not supported between instances of 'str' and 'int'
# expect: ValueError negative seek position -1
# expect: UnsupportedOperation can't do nonzero cur-relative seeks
# expect: UnsupportedOperation can't do nonzero end-relative seeks
# expect: ValueError invalid whence (5, should be 0, 1 or 2)
# expect: TypeError argument should be integer or None, not 'str'
# expect: ValueError a strictly positive integer is required
# expect: ValueError illegal newline value: x
# expect: TypeError reconfigure() argument 'encoding' must be str or None, not int
# expect: <class 'str'>
# expect: UnsupportedOperation It is not possible to set the encoding or newline of stream after the first read
# expect: <class 'str'>
# expect: OSError telling position disabled by next() call
# expect: <class '_io.BytesIO'>
# expect: ValueError underlying buffer has been detached
# expect: ValueError underlying buffer has been detached
# expect: ValueError underlying buffer has been detached
# expect: <class 'str'>
# expect: <class 'NoneType'>
for options in ({'encoding': 1}, {'encoding': 'x\0'}, {'encoding': 'nope'}, {'encoding': 'hex'}, {'errors': 1},
                {'newline': 1}, {'newline': 'x'}, {'bad': 1}):
    try:
        io.TextIOWrapper(io.BytesIO(), **options)
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError TextIOWrapper() argument 'encoding' must be str or None, not int
# expect: ValueError embedded null character
# expect: LookupError unknown encoding: nope
# expect: LookupError 'hex' is not a text encoding
# expect: TypeError TextIOWrapper() argument 'errors' must be str or None, not int
# expect: TypeError TextIOWrapper() argument 'newline' must be str or None, not int
# expect: ValueError illegal newline value: x
# expect: TypeError TextIOWrapper() got an unexpected keyword argument 'bad'
