import _io, io
for name in ('StringIO', 'TextIOWrapper', 'BufferedReader', 'FileIO', 'BufferedRWPair', 'IncrementalNewlineDecoder'):
    cls = getattr(io, name)
    print(cls, cls.__mro__, [base.__name__ for base in (io.RawIOBase, io.BufferedIOBase, io.TextIOBase) if issubclass(cls, base)])
# expect: <class '_io.StringIO'> (<class '_io.StringIO'>, <class '_io._TextIOBase'>, <class '_io._IOBase'>, <class 'object'>) ['TextIOBase']
# expect: <class '_io.TextIOWrapper'> (<class '_io.TextIOWrapper'>, <class '_io._TextIOBase'>, <class '_io._IOBase'>, <class 'object'>) ['TextIOBase']
# expect: <class '_io.BufferedReader'> (<class '_io.BufferedReader'>, <class '_io._BufferedIOBase'>, <class '_io._IOBase'>, <class 'object'>) ['BufferedIOBase']
# expect: <class '_io.FileIO'> (<class '_io.FileIO'>, <class '_io._RawIOBase'>, <class '_io._IOBase'>, <class 'object'>) ['RawIOBase']
# expect: <class '_io.BufferedRWPair'> (<class '_io.BufferedRWPair'>, <class '_io._BufferedIOBase'>, <class '_io._IOBase'>, <class 'object'>) ['BufferedIOBase']
# expect: <class '_io.IncrementalNewlineDecoder'> (<class '_io.IncrementalNewlineDecoder'>, <class 'object'>) []
import pickle
for make in (lambda: io.TextIOWrapper(io.BytesIO()), lambda: io.BufferedRandom(io.BytesIO()),
             lambda: io.BufferedRWPair(io.BytesIO(), io.BytesIO()), lambda: io.IncrementalNewlineDecoder(None, False)):
    for protocol in (2, 5):
        try:
            pickle.dumps(make(), protocol)
        except TypeError as e:
            print(e)
# expect: cannot pickle 'TextIOWrapper' instances
# expect: cannot pickle 'TextIOWrapper' instances
# expect: cannot pickle 'BufferedRandom' instances
# expect: cannot pickle 'BufferedRandom' instances
# expect: cannot pickle '_io.BufferedRWPair' object
# expect: cannot pickle '_io.BufferedRWPair' object
# expect: cannot pickle '_io.IncrementalNewlineDecoder' object
# expect: cannot pickle '_io.IncrementalNewlineDecoder' object
