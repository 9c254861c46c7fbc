# The methods of a frame's f_locals. `frame_locals_dict` gives what the variables are now; names that are no variables
# live in a dict of their own.

missing = object()


def proxy_repr(self):
    if not enter_repr(self):
        return '{...}'
    try:
        return repr(frame_locals_dict(self))
    finally:
        leave_repr(self)


def eq(self, other):
    if is_frame_locals(other):
        return same_frame(self, other)
    if isinstance(other, dict):
        return frame_locals_dict(self) == other
    return NotImplemented


def ne(self, other):
    equal = eq(self, other)
    return equal if equal is NotImplemented else not equal


def iterate(self):
    return iter(keys(self))


def reverse(self):
    return list(reversed(keys(self)))


def length(self):
    return len(frame_locals_dict(self))


def contains(self, key):
    return key in frame_locals_dict(self)


def getitem(self, key):
    value = frame_locals_dict(self).get(key, missing)
    if value is missing:
        raise KeyError(f"local variable '{key!r}' is not defined")
    return value


def setitem(self, key, value):
    if not frame_locals_store(self, key, value):
        frame_locals_extra(self)[key] = value


def delitem(self, key):
    refuse_variable(self, key)
    del frame_locals_extra(self)[key]


def refuse_variable(self, key):
    if frame_locals_is_variable(self, key):
        raise ValueError('cannot remove local variables from FrameLocalsProxy')


def or_(self, other):
    if not is_mapping(self) or not is_mapping(other):
        return NotImplemented
    result = plain(self)
    result.update(plain(other))
    return result


def ror(self, other):
    return or_(other, self)


def ior(self, other):
    if not is_mapping(other):
        return NotImplemented
    update(self, other)
    return self


def is_mapping(value):
    return isinstance(value, dict) or is_frame_locals(value)


def plain(value):
    return frame_locals_dict(value) if is_frame_locals(value) else dict(value)


def get(self, key, default=None):
    return frame_locals_dict(self).get(key, default)


def pop(self, key, *default):
    refuse_variable(self, key)
    return frame_locals_extra(self).pop(key, *default)


def setdefault(self, key, default=None):
    value = frame_locals_dict(self).get(key, missing)
    if value is missing:
        setitem(self, key, default)
        return default
    return value


def update(self, other):
    if not is_mapping(other) and not hasattr(other, 'keys'):
        raise TypeError('update() argument must be dict or another FrameLocalsProxy')
    for key in other.keys():
        setitem(self, key, other[key])


def copy(self):
    return frame_locals_dict(self)


def keys(self):
    return list(frame_locals_dict(self))


def values(self):
    return list(frame_locals_dict(self).values())


def items(self):
    return list(frame_locals_dict(self).items())


def warn_unbound(count):
    from warnings import warn
    warn(f"assigning None to {count} unbound local{'' if count == 1 else 's'}", RuntimeWarning)
