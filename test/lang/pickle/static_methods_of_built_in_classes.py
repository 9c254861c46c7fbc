import pickle

for function in str.maketrans, bytes.maketrans, bytearray.maketrans, dict.fromkeys:
    for protocol in range(pickle.HIGHEST_PROTOCOL + 1):
        copy = pickle.loads(pickle.dumps(function, protocol))
        assert copy == function and copy.__qualname__ == function.__qualname__
    print(function.__reduce__(), repr(function).split(' of ')[0], function.__self__)
# expect: (<built-in function getattr>, (<class 'str'>, 'maketrans')) <built-in method maketrans None
# expect: (<built-in function getattr>, (<class 'bytes'>, 'maketrans')) <built-in method maketrans None
# expect: (<built-in function getattr>, (<class 'bytearray'>, 'maketrans')) <built-in method maketrans None
# expect: (<built-in function getattr>, (<class 'dict'>, 'fromkeys')) <built-in method fromkeys <class 'dict'>

# A class method is not its descriptor.
print(pickle.loads(pickle.dumps(dict.fromkeys)) == dict.fromkeys)  # expect: True
try:
    pickle.dumps(dict.__dict__['fromkeys'])
except TypeError as exc:
    print(exc)  # expect: cannot pickle 'classmethod_descriptor' object
