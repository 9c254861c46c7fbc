import io, os, tempfile
path = os.path.join(tempfile.mkdtemp(), 'f')
for mode in ('r', 'x', 'w', 'a', 'rb', 'wb+', 'r+', 'ab', 'q', 'rw', 'rr', 'rbt', '', 'b', 'U', 'w\0'):
    try:
        with open(path, mode) as file:
            print(mode, type(file).__name__, file.mode, file.readable(), file.writable(), file.seekable(), file.name == path)
    except Exception as e:
        print(repr(mode), type(e).__name__, '' if isinstance(e, OSError) else e)
# expect: 'r' FileNotFoundError 
# expect: x TextIOWrapper x False True True True
# expect: w TextIOWrapper w False True True True
# expect: a TextIOWrapper a False True True True
# expect: rb BufferedReader rb True False True True
# expect: wb+ BufferedRandom rb+ True True True True
# expect: r+ TextIOWrapper r+ True True True True
# expect: ab BufferedWriter ab False True True True
# expect: 'q' ValueError invalid mode: 'q'
# expect: 'rw' ValueError must have exactly one of create/read/write/append mode
# expect: 'rr' ValueError invalid mode: 'rr'
# expect: 'rbt' ValueError can't have text and binary mode at once
# expect: '' ValueError Must have exactly one of create/read/write/append mode and at most one plus
# expect: 'b' ValueError Must have exactly one of create/read/write/append mode and at most one plus
# expect: 'U' ValueError invalid mode: 'U'
# expect: 'w\x00' ValueError embedded null character
for options in ({'mode': 'rb', 'encoding': 'utf-8'}, {'mode': 'rb', 'errors': 'x'}, {'mode': 'rb', 'newline': ''},
                {'buffering': 0}, {'buffering': -2}, {'closefd': False}, {'newline': 'x'}, {'encoding': 'nope'},
                {'opener': lambda path, flags: -3}, {'opener': lambda path, flags: 'a'}, {'mode': 5}, {'encoding': 5}):
    try:
        open(path, **options).close()
        print(options, 'opened')
    except Exception as e:
        print(type(e).__name__, e)
# expect: ValueError binary mode doesn't take an encoding argument
# expect: ValueError binary mode doesn't take an errors argument
# expect: ValueError binary mode doesn't take a newline argument
# expect: ValueError can't have unbuffered text I/O
# expect: {'buffering': -2} opened
# expect: ValueError Cannot use closefd=False with file name
# expect: ValueError illegal newline value: x
# expect: LookupError unknown encoding: nope
# expect: ValueError opener returned -3
# expect: TypeError expected integer from opener
# expect: TypeError open() argument 'mode' must be str, not int
# expect: TypeError open() argument 'encoding' must be str or None, not int
for name in (1.5, None, -1, 'a\0b', b'a\0b', 10**30, 9999):
    try:
        open(name)
    except Exception as e:
        print(type(e).__name__, '' if isinstance(e, OSError) else e)
# expect: TypeError expected str, bytes or os.PathLike object, not float
# expect: TypeError expected str, bytes or os.PathLike object, not NoneType
# expect: ValueError negative file descriptor
# expect: ValueError embedded null byte
# expect: ValueError embedded null byte
# expect: TypeError expected str, bytes or os.PathLike object, not int
# expect: OSError 
try:
    open(os.path.dirname(path))
except OSError as e:
    print(type(e).__name__, e.filename == os.path.dirname(path))  # expect: IsADirectoryError True
with open(path, 'w+b', buffering=0) as raw:
    print(type(raw), raw.write(b'abcdef'), raw.tell(), raw.seek(1), raw.read(2), raw.readall(), raw.truncate(2), raw.tell())  # expect: <class '_io.FileIO'> 6 6 1 b'bc' b'def' 2 6
    print(repr(raw).replace(repr(path), 'PATH'))  # expect: <_io.FileIO name=PATH mode='rb+' closefd=True>
print(raw.closed, repr(raw))  # expect: True <_io.FileIO [closed]>
for use in (lambda: raw.read(), lambda: raw.fileno(), lambda: io.FileIO(path).write(b''), lambda: io.FileIO(path, 'w').read(),
            lambda: io.FileIO(path, ''), lambda: io.FileIO(path, 'rw'), lambda: io.FileIO(path, 'rq')):
    try:
        use()
    except Exception as e:
        print(type(e).__name__, e)
# expect: ValueError I/O operation on closed file
# expect: ValueError I/O operation on closed file
# expect: UnsupportedOperation File not open for writing
# expect: UnsupportedOperation File not open for reading
# expect: ValueError Must have exactly one of create/read/write/append mode and at most one plus
# expect: ValueError Must have exactly one of create/read/write/append mode and at most one plus
# expect: ValueError invalid mode: rq







