# except*: the state is a list: what is left of the group (or None), whether it was a bare exception, then what clauses raised.


def begin(exc):
    if isinstance(exc, BaseExceptionGroup):
        return [exc, False]
    return [BaseExceptionGroup("", (exc,)), True]


# `here` is the traceback of a group that is made for a bare exception.
def match(state, kind, here):
    kinds = kind if isinstance(kind, tuple) else (kind,)
    for one in kinds:
        if not (isinstance(one, type) and issubclass(one, BaseException)):
            raise TypeError("catching classes that do not inherit from BaseException is not allowed")
        if issubclass(one, BaseExceptionGroup):
            raise TypeError("catching ExceptionGroup with except* is not allowed. Use except instead.")
    rest = state[0]
    if rest is None:
        return None
    if state[1]:
        bare = rest.exceptions[0]
        if not isinstance(bare, kind):
            return None
        state[0] = None
        group = BaseExceptionGroup("", (bare,))
        group.__traceback__ = here
        return group
    pair = rest.split(kind)
    if not isinstance(pair, tuple):
        raise TypeError(f"{type(rest).__name__}.split must return a tuple, not {type(pair).__name__}")
    if len(pair) < 2:
        raise TypeError(f"{type(rest).__name__}.split must return a 2-tuple, got tuple of size {len(pair)}")
    matched, state[0] = pair[0], pair[1]
    return matched


def end(state, original):
    rest, was_bare, *raised = state
    if rest is not None and was_bare:
        rest = rest.exceptions[0]
    if not raised:
        if rest is not None:
            reraise_as_is(rest)
        return
    if len(raised) == 1 and rest is None and not _is_reraised(raised[0], original):
        raise_as_is(raised[0])
    fresh = [e for e in raised if not _is_reraised(e, original)]
    again = [e for e in raised if _is_reraised(e, original)]
    if rest is not None:
        again.append(rest)
    joined = _project(original, again) if again else None
    if not fresh:
        reraise_as_is(joined)
    if joined is not None:
        fresh.append(joined)
    if len(fresh) == 1:
        raise_as_is(fresh[0])
    raise_as_is(BaseExceptionGroup("", fresh))


def _is_reraised(exc, original):
    return _same_metadata(exc, original) if isinstance(exc, BaseExceptionGroup) else exc is original


def _same_metadata(a, b):
    return (
        isinstance(b, BaseExceptionGroup)
        and a.__traceback__ is b.__traceback__
        and a.__cause__ is b.__cause__
        and a.__context__ is b.__context__
    )


def _leaves(exc, found):
    if isinstance(exc, BaseExceptionGroup):
        for inner in exc.exceptions:
            _leaves(inner, found)
    else:
        found.append(exc)


# The part of the original group, with its shape, that holds these exceptions.
def _project(original, parts):
    if not isinstance(original, BaseExceptionGroup):
        return parts[0]
    found = []
    for part in parts:
        _leaves(part, found)
    ids = {id(e) for e in found}
    return original.subgroup(lambda e: id(e) in ids)
