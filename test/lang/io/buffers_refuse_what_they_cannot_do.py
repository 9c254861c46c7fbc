import io
for cls in (io.BufferedReader, io.BufferedWriter, io.BufferedRandom):
    file = cls.__new__(cls)
    for use in (lambda: file.raw, lambda: file.closed, lambda: file.name, file.close, file.flush, file.tell,
                lambda: repr(file), lambda: cls(io.BytesIO(), 0), lambda: cls(io.BytesIO(), 'a'), lambda: cls(1), lambda: cls()):
        try:
            print(use())
        except Exception as e:
            print(type(e).__name__, e)
    file = cls(io.BytesIO(b'abc'))
    for use in (lambda: file.seek(0, 9), lambda: file.seek('a'), lambda: file.truncate('a'), lambda: file.peek(1)[:1],
                lambda: file.write(''), lambda: file.read(-2), lambda: file.readinto(b''), lambda: file.name,
                lambda: type(file.detach()), file.tell, file.detach, lambda: repr(file)):
        try:
            print(use())
        except Exception as e:
            print(type(e).__name__, e)
    file = cls(io.BytesIO(b'abc'))
    file.close()
    for use in (lambda: file.read(1), lambda: file.write(b''), file.flush, lambda: file.seek(0), file.truncate, file.close,
                lambda: file.closed, lambda: file.readline(), lambda: next(file)):
        try:
            print(use())
        except Exception as e:
            print(type(e).__name__, e)
# expect: None
# expect: ValueError I/O operation on uninitialized object
# expect: ValueError I/O operation on uninitialized object
# expect: ValueError I/O operation on uninitialized object
# expect: ValueError I/O operation on uninitialized object
# expect: ValueError I/O operation on uninitialized object
# expect: <_io.BufferedReader>
# expect: ValueError buffer size must be strictly positive
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: AttributeError 'int' object has no attribute 'readable'
# expect: TypeError BufferedReader() missing required argument 'raw' (pos 1)
# expect: ValueError whence value 9 unsupported
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: UnsupportedOperation truncate
# expect: b'a'
# expect: UnsupportedOperation write
# expect: ValueError read length must be non-negative or -1
# expect: TypeError readinto() argument must be read-write bytes-like object, not bytes
# expect: AttributeError '_io.BytesIO' object has no attribute 'name'
# expect: <class '_io.BytesIO'>
# expect: ValueError raw stream has been detached
# expect: ValueError raw stream has been detached
# expect: <_io.BufferedReader>
# expect: ValueError read of closed file
# expect: UnsupportedOperation write
# expect: ValueError I/O operation on closed file.
# expect: ValueError seek of closed file
# expect: ValueError truncate of closed file
# expect: None
# expect: True
# expect: ValueError readline of closed file
# expect: ValueError readline of closed file
# expect: None
# expect: ValueError I/O operation on uninitialized object
# expect: ValueError I/O operation on uninitialized object
# expect: ValueError I/O operation on uninitialized object
# expect: ValueError I/O operation on uninitialized object
# expect: ValueError I/O operation on uninitialized object
# expect: <_io.BufferedWriter>
# expect: ValueError buffer size must be strictly positive
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: AttributeError 'int' object has no attribute 'writable'
# expect: TypeError BufferedWriter() missing required argument 'raw' (pos 1)
# expect: ValueError whence value 9 unsupported
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: AttributeError '_io.BufferedWriter' object has no attribute 'peek'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: UnsupportedOperation read
# expect: TypeError readinto() argument must be read-write bytes-like object, not bytes
# expect: AttributeError '_io.BytesIO' object has no attribute 'name'
# expect: <class '_io.BytesIO'>
# expect: ValueError raw stream has been detached
# expect: ValueError raw stream has been detached
# expect: <_io.BufferedWriter>
# expect: UnsupportedOperation read
# expect: ValueError write to closed file
# expect: ValueError flush of closed file
# expect: ValueError seek of closed file
# expect: ValueError truncate of closed file
# expect: None
# expect: True
# expect: UnsupportedOperation read
# expect: UnsupportedOperation read
# expect: None
# expect: ValueError I/O operation on uninitialized object
# expect: ValueError I/O operation on uninitialized object
# expect: ValueError I/O operation on uninitialized object
# expect: ValueError I/O operation on uninitialized object
# expect: ValueError I/O operation on uninitialized object
# expect: <_io.BufferedRandom>
# expect: ValueError buffer size must be strictly positive
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: AttributeError 'int' object has no attribute 'seekable'
# expect: TypeError BufferedRandom() missing required argument 'raw' (pos 1)
# expect: ValueError whence value 9 unsupported
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: b'a'
# expect: TypeError a bytes-like object is required, not 'str'
# expect: ValueError read length must be non-negative or -1
# expect: TypeError readinto() argument must be read-write bytes-like object, not bytes
# expect: AttributeError '_io.BytesIO' object has no attribute 'name'
# expect: <class '_io.BytesIO'>
# expect: ValueError raw stream has been detached
# expect: ValueError raw stream has been detached
# expect: <_io.BufferedRandom>
# expect: ValueError read of closed file
# expect: ValueError write to closed file
# expect: ValueError flush of closed file
# expect: ValueError seek of closed file
# expect: ValueError truncate of closed file
# expect: None
# expect: True
# expect: ValueError readline of closed file
# expect: ValueError readline of closed file


class NotReadable(io.RawIOBase):
    pass


for make in (lambda: io.BufferedReader(NotReadable()), lambda: io.BufferedWriter(NotReadable()),
             lambda: io.BufferedRandom(NotReadable()), lambda: io.BufferedRWPair(NotReadable(), io.BytesIO()),
             lambda: io.BufferedRWPair(io.BytesIO(), NotReadable())):
    try:
        make()
    except io.UnsupportedOperation as e:
        print(e)
# expect: File or stream is not readable.
# expect: File or stream is not writable.
# expect: File or stream is not seekable.
# expect: File or stream is not readable.
# expect: File or stream is not writable.
pair = io.BufferedRWPair(io.BytesIO(b'abc'), io.BytesIO())
print(pair.read(1), pair.peek(), pair.write(b'x'), pair.readable(), pair.writable(), pair.closed, pair.close(), pair.closed)  # expect: b'a' b'bc' 1 True True False None True
