# weakref.proxy: an object that does everything through a weak reference.
#
# The reference is kept in a slot that only object's own methods reach.


def class_getitem(cls, item):
    import types
    return types.GenericAlias(cls, item)


def target(self):
    thing = object.__getattribute__(self, '_ref')()
    if thing is None:
        raise ReferenceError('weakly-referenced object no longer exists')
    return thing


def unwrap(value):
    kind = type(value)
    return target(value) if kind is ProxyType or kind is CallableProxyType else value


class ProxyType:
    __slots__ = ('_ref', '__weakref__')
    __hash__ = None

    def __getattribute__(self, name):
        return getattr(target(self), name)

    def __setattr__(self, name, value):
        setattr(target(self), name, value)

    def __delattr__(self, name):
        delattr(target(self), name)

    def __repr__(self):
        thing = object.__getattribute__(self, '_ref')()
        if thing is None:
            return f"<weakproxy at {id(self):#x}; dead>"
        return f"<weakproxy at {id(self):#x}; to '{weak_name(thing)}' at {id(thing):#x}>"

    def __str__(self):
        return str(target(self))

    def __bytes__(self):
        return bytes(target(self))

    def __bool__(self):
        return bool(target(self))

    def __len__(self):
        return len(target(self))

    def __getitem__(self, key):
        return target(self)[key]

    def __setitem__(self, key, value):
        target(self)[key] = value

    def __delitem__(self, key):
        del target(self)[key]

    def __contains__(self, item):
        return item in target(self)

    def __iter__(self):
        return iter(target(self))

    def __next__(self):
        thing = target(self)
        if not has_special(thing, '__next__'):
            raise TypeError(f"Weakref proxy referenced a non-iterator '{tp_name(type(thing))}' object")
        return next(thing)

    def __reversed__(self):
        return reversed(target(self))

    def __abs__(self):
        return abs(target(self))

    def __neg__(self):
        return -target(self)

    def __pos__(self):
        return +target(self)

    def __invert__(self):
        return ~target(self)

    def __int__(self):
        return int(target(self))

    def __float__(self):
        return float(target(self))

    def __index__(self):
        import operator
        return operator.index(target(self))

    def __eq__(self, other):
        return target(self) == unwrap(other)

    def __ne__(self, other):
        return target(self) != unwrap(other)

    def __lt__(self, other):
        return target(self) < unwrap(other)

    def __le__(self, other):
        return target(self) <= unwrap(other)

    def __gt__(self, other):
        return target(self) > unwrap(other)

    def __ge__(self, other):
        return target(self) >= unwrap(other)

    def __add__(self, other):
        return unwrap(self) + unwrap(other)

    def __radd__(self, other):
        return unwrap(other) + unwrap(self)

    def __iadd__(self, other):
        thing = target(self)
        thing += unwrap(other)
        return thing

    def __sub__(self, other):
        return unwrap(self) - unwrap(other)

    def __rsub__(self, other):
        return unwrap(other) - unwrap(self)

    def __isub__(self, other):
        thing = target(self)
        thing -= unwrap(other)
        return thing

    def __mul__(self, other):
        return unwrap(self) * unwrap(other)

    def __rmul__(self, other):
        return unwrap(other) * unwrap(self)

    def __imul__(self, other):
        thing = target(self)
        thing *= unwrap(other)
        return thing

    def __matmul__(self, other):
        return unwrap(self) @ unwrap(other)

    def __rmatmul__(self, other):
        return unwrap(other) @ unwrap(self)

    def __imatmul__(self, other):
        thing = target(self)
        thing @= unwrap(other)
        return thing

    def __truediv__(self, other):
        return unwrap(self) / unwrap(other)

    def __rtruediv__(self, other):
        return unwrap(other) / unwrap(self)

    def __itruediv__(self, other):
        thing = target(self)
        thing /= unwrap(other)
        return thing

    def __floordiv__(self, other):
        return unwrap(self) // unwrap(other)

    def __rfloordiv__(self, other):
        return unwrap(other) // unwrap(self)

    def __ifloordiv__(self, other):
        thing = target(self)
        thing //= unwrap(other)
        return thing

    def __mod__(self, other):
        return unwrap(self) % unwrap(other)

    def __rmod__(self, other):
        return unwrap(other) % unwrap(self)

    def __imod__(self, other):
        thing = target(self)
        thing %= unwrap(other)
        return thing

    def __pow__(self, other):
        return unwrap(self) ** unwrap(other)

    def __rpow__(self, other):
        return unwrap(other) ** unwrap(self)

    def __ipow__(self, other):
        thing = target(self)
        thing **= unwrap(other)
        return thing

    def __lshift__(self, other):
        return unwrap(self) << unwrap(other)

    def __rlshift__(self, other):
        return unwrap(other) << unwrap(self)

    def __ilshift__(self, other):
        thing = target(self)
        thing <<= unwrap(other)
        return thing

    def __rshift__(self, other):
        return unwrap(self) >> unwrap(other)

    def __rrshift__(self, other):
        return unwrap(other) >> unwrap(self)

    def __irshift__(self, other):
        thing = target(self)
        thing >>= unwrap(other)
        return thing

    def __and__(self, other):
        return unwrap(self) & unwrap(other)

    def __rand__(self, other):
        return unwrap(other) & unwrap(self)

    def __iand__(self, other):
        thing = target(self)
        thing &= unwrap(other)
        return thing

    def __or__(self, other):
        return unwrap(self) | unwrap(other)

    def __ror__(self, other):
        return unwrap(other) | unwrap(self)

    def __ior__(self, other):
        thing = target(self)
        thing |= unwrap(other)
        return thing

    def __xor__(self, other):
        return unwrap(self) ^ unwrap(other)

    def __rxor__(self, other):
        return unwrap(other) ^ unwrap(self)

    def __ixor__(self, other):
        thing = target(self)
        thing ^= unwrap(other)
        return thing

    def __divmod__(self, other):
        return divmod(unwrap(self), unwrap(other))

    def __rdivmod__(self, other):
        return divmod(unwrap(other), unwrap(self))


class CallableProxyType(ProxyType):
    __slots__ = ()

    def __call__(self, *args, **kwargs):
        return target(self)(*args, **kwargs)


ProxyType.__module__ = CallableProxyType.__module__ = 'weakref'


def proxy(thing, callback=None):
    if callback is None:
        shared = shared_proxy(thing)
        if shared is not None:
            return shared
    kind = CallableProxyType if callable(thing) else ProxyType
    self = object.__new__(kind)
    object.__setattr__(self, '_ref', proxy_reference(self, thing, callback))
    return self


def with_name(shown, name, thing):
    # The text of a reference to an object whose class says a name: as it is found for the object.
    kind = type(name)
    if hasattr(kind, '__get__'):
        name = kind.__get__(name, thing, type(thing))
    return f'{shown} ({name})>' if isinstance(name, str) else f'{shown}>'
