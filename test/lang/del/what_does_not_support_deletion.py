# Where an index is given to what may be a sequence, the words differ.
def attempt(value, key):
    try:
        del value[key]
    except TypeError as e:
        print(e)


class Index:
    def __index__(self):
        print('index')
        return 0


class Plain:
    pass


for value in b'abc', (1,), range(3), frozenset(), 5, None, Plain():
    for key in 0, {}, slice(0, 1), Index():
        attempt(value, key)
# expect: 'bytes' object doesn't support item deletion
# expect: 'bytes' object does not support item deletion
# expect: 'bytes' object does not support item deletion
# expect: index
# expect: 'bytes' object doesn't support item deletion
# expect: 'tuple' object doesn't support item deletion
# expect: 'tuple' object does not support item deletion
# expect: 'tuple' object does not support item deletion
# expect: index
# expect: 'tuple' object doesn't support item deletion
# expect: 'range' object doesn't support item deletion
# expect: 'range' object does not support item deletion
# expect: 'range' object does not support item deletion
# expect: index
# expect: 'range' object doesn't support item deletion
# expect: 'frozenset' object doesn't support item deletion
# expect: 'frozenset' object does not support item deletion
# expect: 'frozenset' object does not support item deletion
# expect: index
# expect: 'frozenset' object doesn't support item deletion
# expect: 'int' object does not support item deletion
# expect: 'int' object does not support item deletion
# expect: 'int' object does not support item deletion
# expect: 'int' object does not support item deletion
# expect: 'NoneType' object does not support item deletion
# expect: 'NoneType' object does not support item deletion
# expect: 'NoneType' object does not support item deletion
# expect: 'NoneType' object does not support item deletion
# expect: 'Plain' object doesn't support item deletion
# expect: 'Plain' object does not support item deletion
# expect: 'Plain' object does not support item deletion
# expect: index
# expect: 'Plain' object doesn't support item deletion
