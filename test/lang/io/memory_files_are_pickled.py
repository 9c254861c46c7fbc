import io, pickle, copy
for file in (io.StringIO('a\nb', newline='\r'), io.BytesIO(b'asd')):
    file.seek(2)
    file.extra = [1]
    print(file.__getstate__())
    for protocol in range(2, 6):
        other = pickle.loads(pickle.dumps(file, protocol))
        print(type(other), repr(other.getvalue()), other.tell(), other.extra)
    print(copy.copy(file).tell())
# expect: ('a\rb', '\r', 2, {'extra': [1]})
# expect: <class '_io.StringIO'> 'a\rb' 2 [1]
# expect: <class '_io.StringIO'> 'a\rb' 2 [1]
# expect: <class '_io.StringIO'> 'a\rb' 2 [1]
# expect: <class '_io.StringIO'> 'a\rb' 2 [1]
# expect: 2
# expect: (b'asd', 2, {'extra': [1]})
# expect: <class '_io.BytesIO'> b'asd' 2 [1]
# expect: <class '_io.BytesIO'> b'asd' 2 [1]
# expect: <class '_io.BytesIO'> b'asd' 2 [1]
# expect: <class '_io.BytesIO'> b'asd' 2 [1]
# expect: 2
for state in ((), 1, ('a', 1, 2, 3), ('a', '\n', '', 3), ('a', '\n', -1, 3), ('a', '\n', 1, 3)):
    try:
        io.StringIO().__setstate__(state)
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError _io.StringIO.__setstate__ argument should be 4-tuple, got tuple
# expect: TypeError _io.StringIO.__setstate__ argument should be 4-tuple, got int
# expect: TypeError newline must be str or None, not int
# expect: TypeError third item of state must be an integer, got str
# expect: ValueError position value cannot be negative
# expect: TypeError fourth item of state should be a dict, got a int
for state in ((), 1, ('a', 1, 2), (b'a', '', 3), (b'a', -1, 3), (b'a', 1, 3)):
    try:
        io.BytesIO().__setstate__(state)
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError _io.BytesIO.__setstate__ argument should be 3-tuple, got tuple
# expect: TypeError _io.BytesIO.__setstate__ argument should be 3-tuple, got int
# expect: TypeError a bytes-like object is required, not 'str'
# expect: TypeError second item of state must be an integer, not str
# expect: ValueError position value cannot be negative
# expect: TypeError third item of state should be a dict, got a int
