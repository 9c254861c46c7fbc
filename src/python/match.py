# Patterns that call back into Python: mappings and classes.

_missing = object()
_self_matching = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)


def match_keys(subject, keys):
    if not keys:
        return ()
    seen = set()
    values = []
    get = subject.get
    for key in keys:
        if key in seen:
            raise ValueError(f"mapping pattern checks duplicate key ({key!r})")
        seen.add(key)
        value = get(key, _missing)
        if value is _missing:
            return None
        values.append(value)
    return tuple(values)


def match_rest(subject, keys):
    rest = dict(subject)
    for key in keys:
        del rest[key]
    return rest


def match_class(subject, cls, count, names):
    if not isinstance(cls, type):
        raise TypeError("called match pattern must be a class")
    if not isinstance(subject, cls):
        return None
    values = []
    seen = set()
    if count:
        args = getattr(cls, "__match_args__", _missing)
        matches_self = False
        if args is _missing:
            args = ()
            matches_self = issubclass(cls, _self_matching)
        elif type(args) is not tuple:
            raise TypeError(f"{tp_name(cls)}.__match_args__ must be a tuple (got {tp_name(type(args))})")
        allowed = 1 if matches_self else len(args)
        if allowed < count:
            s = "" if allowed == 1 else "s"
            raise TypeError(f"{tp_name(cls)}() accepts {allowed} positional sub-pattern{s} ({count} given)")
        if matches_self:
            values.append(subject)
        else:
            for i in range(count):
                name = args[i]
                if type(name) is not str:
                    raise TypeError(f"__match_args__ elements must be strings (got {tp_name(type(name))})")
                value = _attribute(subject, cls, name, seen)
                if value is _missing:
                    return None
                values.append(value)
    for name in names:
        value = _attribute(subject, cls, name, seen)
        if value is _missing:
            return None
        values.append(value)
    return tuple(values)


def _attribute(subject, cls, name, seen):
    if name in seen:
        raise TypeError(f"{tp_name(cls)}() got multiple sub-patterns for attribute {name!r}")
    seen.add(name)
    return getattr(subject, name, _missing)
