# isinstance and issubclass where classes decide for themselves (see operators/instance.ts).


def is_instance(obj, cls):
    if type(obj) is cls:
        return True
    if type(cls) is type:
        return real_isinstance(obj, cls)
    if real_issubclass(type(cls), tuple):
        for entry in cls:
            if is_instance(obj, entry):
                return True
        return False
    check = lookup_special(cls, '__instancecheck__')
    if check is not None:
        return True if call_special(check, cls, obj) else False
    return real_isinstance(obj, cls)


def abstract_is_instance(obj, cls):
    require_class(cls, 'isinstance() arg 2 must be a type, a tuple of types, or a union')
    try:
        claimed = obj.__class__
    except AttributeError:
        return False
    return abstract_issubclass(claimed, cls)


def is_subclass(sub, cls):
    if type(cls) is type:
        if sub is cls:
            return True
        return real_issubclass(sub, cls)
    if real_issubclass(type(cls), tuple):
        for entry in cls:
            if is_subclass(sub, entry):
                return True
        return False
    check = lookup_special(cls, '__subclasscheck__')
    if check is not None:
        return True if call_special(check, cls, sub) else False
    return real_issubclass(sub, cls)


def abstract_is_subclass(sub, cls):
    require_class(sub, 'issubclass() arg 1 must be a class')
    require_class(cls, 'issubclass() arg 2 must be a class, a tuple of classes, or a union')
    return abstract_issubclass(sub, cls)


def abstract_issubclass(sub, cls):
    while True:
        if sub is cls:
            return True
        bases = bases_of(sub)
        if bases is None or len(bases) == 0:
            return False
        if len(bases) > 1:
            break
        sub = bases[0]
    for base in bases:
        if abstract_issubclass(base, cls):
            return True
    return False


def bases_of(cls):
    try:
        bases = cls.__bases__
    except AttributeError:
        return None
    return bases if real_isinstance(bases, tuple) else None


def require_class(cls, message):
    if bases_of(cls) is None:
        raise TypeError(message)
