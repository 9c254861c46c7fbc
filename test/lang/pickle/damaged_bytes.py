import pickle


def attempt(data):
    try:
        return pickle.loads(data)
    except Exception as error:
        return type(error).__name__, str(error)


for data in (b'', b'K', b'.', b'K\x01', b'(.', b'e.', b'\x80\x09.', b'h\x05.', b'N)R.', b'Iabc\n.', b'S5\n.', b'\x8a\x02\x00\x80.', b'Q.', b'NQ.',
             b'?', b'\xff', b'\x82\x01.', b']N.', b'](K\x01K\x02e.', b'}(K\x01u.', b'cmath\nnothing\n.', b'cno_such\nx\n.',
             b'N)\x81.', b'\x95\x05\x00\x00\x00\x00\x00\x00\x00N.'):
    print(data, attempt(data))
# expect: b'' ('EOFError', 'Ran out of input')
# expect: b'K' ('UnpicklingError', 'pickle data was truncated')
# expect: b'.' ('UnpicklingError', 'unpickling stack underflow')
# expect: b'K\x01' ('EOFError', 'Ran out of input')
# expect: b'(.' ('UnpicklingError', 'unexpected MARK found')
# expect: b'e.' ('UnpicklingError', 'could not find MARK')
# expect: b'\x80\t.' ('ValueError', 'unsupported pickle protocol: 9')
# expect: b'h\x05.' ('UnpicklingError', 'Memo value not found at index 5')
# expect: b'N)R.' ('TypeError', "'NoneType' object is not callable")
# expect: b'Iabc\n.' ('ValueError', 'could not convert string to int')
# expect: b'S5\n.' ('UnpicklingError', 'the STRING opcode argument must be quoted')
# expect: b'\x8a\x02\x00\x80.' -32768
# expect: b'Q.' ('UnpicklingError', 'unpickling stack underflow')
# expect: b'NQ.' ('UnpicklingError', 'A load persistent id instruction was encountered, but no persistent_load function was specified.')
# expect: b'?' ('UnpicklingError', "invalid load key, '?'.")
# expect: b'\xff' ('UnpicklingError', "invalid load key, '\\xff'.")
# expect: b'\x82\x01.' ('ValueError', 'unregistered extension code 1')
# expect: b']N.' None
# expect: b'](K\x01K\x02e.' [1, 2]
# expect: b'}(K\x01u.' ('UnpicklingError', 'odd number of items for SETITEMS')
# expect: b'cmath\nnothing\n.' ('AttributeError', "module 'math' has no attribute 'nothing'")
# expect: b'cno_such\nx\n.' ('ModuleNotFoundError', "No module named 'no_such'")
# expect: b'N)\x81.' ('UnpicklingError', 'NEWOBJ class argument must be a type, not NoneType')
# expect: b'\x95\x05\x00\x00\x00\x00\x00\x00\x00N.' ('UnpicklingError', 'pickle data was truncated')
print(attempt('text'))  # expect: ('TypeError', "a bytes-like object is required, not 'str'")
whole = pickle.dumps([1, 'a', {2: (3, b'4')}, 5.0, list])
print(sorted({attempt(whole[:n])[0] for n in range(len(whole))}))  # expect: ['EOFError', 'UnpicklingError']
