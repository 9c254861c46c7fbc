# What array.array does with objects of other classes: iterating over them, comparing with them, reading and writing files.


def execute(module):
    import collections.abc
    collections.abc.MutableSequence.register(module.array)


def new_deprecated(cls, initial):
    import warnings
    warnings.warn("The 'u' type code is deprecated and will be removed in Python 3.16", DeprecationWarning, stacklevel=1)
    return array_new(cls, 'u', initial)


def filled(self, iterable):
    if isinstance(iterable, (list, tuple)):
        size = list.__len__(iterable) if isinstance(iterable, list) else tuple.__len__(iterable)
        for i in range(size):
            array_append(self, iterable[i])
    else:
        extend(self, iter(iterable))
    return self


def extend(self, iterable):
    for item in iterable:
        array_append(self, item)


def fromlist(self, items):
    size = len(self)
    count = list.__len__(items)
    try:
        for i in range(count):
            array_append(self, list.__getitem__(items, i))
            if list.__len__(items) != count:
                raise RuntimeError('list changed size during iteration')
    except BaseException:
        array_resize(self, size)
        raise


def contains(self, value):
    i = 0
    while i < len(self):
        if self[i] == value:
            return True
        i += 1
    return False


def count(self, value):
    result = i = 0
    while i < len(self):
        if self[i] == value:
            result += 1
        i += 1
    return result


def index(self, value, start, stop):
    i = start
    while i < stop and i < len(self):
        if self[i] == value:
            return i
        i += 1
    raise ValueError('array.index(x): x not in array')


def remove(self, value):
    i = 0
    while i < len(self):
        if self[i] == value:
            del self[i]
            return
        i += 1
    raise ValueError('array.remove(x): x not in array')


def text(self):
    name = type(self).__name__
    if len(self) == 0:
        return f'{name}({self.typecode!r})'
    items = self.tounicode() if self.typecode in 'uw' else self.tolist()
    return f'{name}({self.typecode!r}, {items!r})'


BLOCK = 64 * 1024


def tofile(self, f):
    data = self.tobytes()
    for start in range(0, len(data), BLOCK):
        f.write(data[start:start + BLOCK])


def fromfile(self, f, n):
    if n < 0:
        raise ValueError('negative count')
    size = n * self.itemsize
    data = f.read(size)
    if not isinstance(data, bytes):
        raise TypeError("read() didn't return bytes")
    self.frombytes(data)
    if len(data) != size:
        raise EOFError("read() didn't return enough bytes")


def reduce(self, protocol):
    state = getattr(self, '__dict__', None)
    if not isinstance(protocol, int):
        raise TypeError('an integer is required')
    if protocol < 3:
        return type(self), (self.typecode, self.tolist()), state
    from array import _array_reconstructor
    return _array_reconstructor, (type(self), self.typecode, array_machine_format(self), self.tobytes()), state


def reduce_iterator(self):
    array, index = array_iterator_state(self)
    return (iter, ((),)) if array is None else (iter, (array,), index)
