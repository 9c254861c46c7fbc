# Splitting exception groups: a matcher may be a callable, and groups of a Python class make their parts by `derive`.


def split(self, matcher, by_call):
    return divide(self, matcher, by_call, True)


def subgroup(self, matcher, by_call):
    return divide(self, matcher, by_call, False)[0]


# The part of `exc` that matches, and unless that is not wanted the rest; each may be None.
def divide(exc, matcher, by_call, want_rest):
    if matcher(exc) if by_call else exception_matches(exc, matcher):
        return exc, None
    if not isinstance(exc, BaseExceptionGroup):
        return None, exc if want_rest else None
    matched = []
    rest = []
    for inner in group_items(exc):
        one, other = divide(inner, matcher, by_call, want_rest)
        if one is not None:
            matched.append(one)
        if other is not None:
            rest.append(other)
    return subset(exc, matched), subset(exc, rest)


def subset(group, exceptions):
    if not exceptions:
        return None
    part = group.derive(exceptions)
    if not isinstance(part, BaseExceptionGroup):
        raise TypeError('derive must return an instance of BaseExceptionGroup')
    copy_links(group, part)
    try:
        notes = group.__notes__
    except AttributeError:
        return part
    if is_sequence(notes):
        part.__notes__ = list(notes)
    return part
