# What _operator leaves to Python.


def count_of(a, b):
    n = 0
    for x in a:
        if x is b or x == b:
            n += 1
    return n


def index_of(a, b):
    i = 0
    for x in a:
        if x is b or x == b:
            return i
        i += 1
    raise ValueError('sequence.index(x): x not in sequence')


def length_hint(obj, default=0):
    if not isinstance(default, int):
        raise TypeError(f"'{tp_name(type(default))}' object cannot be interpreted as an integer")
    if has_special(obj, '__len__'):
        try:
            return len(obj)
        except TypeError:
            pass
    if not has_special(obj, '__length_hint__'):
        return default
    try:
        value = call_special(lookup_special(obj, '__length_hint__'), obj)
    except TypeError:
        return default
    if value is NotImplemented:
        return default
    if not isinstance(value, int):
        raise TypeError(f'__length_hint__ must be an integer, not {tp_name(type(value))}')
    if not -0x8000000000000000 <= value <= 0x7fffffffffffffff:
        raise OverflowError('Python int too large to convert to C ssize_t')
    if value < 0:
        raise ValueError('__length_hint__() should return >= 0')
    return int(value)


def show_call(self, args, keywords):
    name = f'{type(self).__module__}.{type(self).__qualname__}'
    if not enter_repr(self):
        return f'{name}(...)'
    try:
        parts = [repr(x) for x in args]
        if keywords is not None:
            for key, value in keywords.items():
                parts.append(f'{key}={value!r}')
        return f"{name}({', '.join(parts)})"
    finally:
        leave_repr(self)


def reduce_with_keywords(cls, args, keywords):
    from functools import partial
    return partial(cls, args[0], **keywords), args[1:]
