# set and frozenset where elements decide for themselves, and for iterables of other kinds (see objects/set-methods.ts).
# set_add and its like bypass what subclasses override.


def update(self, iterable):
    for x in iterable:
        set_add(self, x)
    return self


def is_set(value):
    return isinstance(value, (set, frozenset))


def union_all(self, others):
    for other in others:
        update(self, other)
    return self


def intersect(self, other, result):
    # CPython goes through the smaller of two sets, else through the other iterable.
    if is_set(other):
        if set_size(other) > set_size(self):
            self, other = other, self
        for x in set_elements(other):
            if set_has(self, x):
                set_add(result, x)
    else:
        for x in other:
            if set_has_raw(self, x):
                set_add(result, x)
    return result


def subtract(self, other):
    # In place.
    if self is other:
        self.clear()
        return self
    if is_set(other):
        other = set_elements(other)
    for x in other:
        set_discard(self, x)
    return self


def without(self, other, result):
    # Adds to `result` what is in self but not in other, a set or dict.
    if isinstance(other, dict):
        for x in set_elements(self):
            if not dict_has(other, x):
                set_add(result, x)
    else:
        for x in set_elements(self):
            if not set_has(other, x):
                set_add(result, x)
    return result


def toggle(self, other):
    # In place: symmetric difference.
    if is_set(other):
        other = set_elements(other)
    else:
        other = set_elements(set(other))
    for x in other:
        if not set_discard(self, x):
            set_add(self, x)
    return self


def includes(self, other):
    # Whether all elements of self, a set, are in other, a set.
    if set_size(self) > set_size(other):
        return False
    for x in set_elements(self):
        if not set_has(other, x):
            return False
    return True


def includes_iterable(self, iterable):
    for x in iterable:
        if not set_has(self, x):
            return False
    return True


def disjoint(self, other):
    if is_set(other):
        if set_size(other) > set_size(self):
            self, other = other, self
        other = set_elements(other)
    for x in other:
        if set_has(self, x):
            return False
    return True


def show(self, name, bare):
    if not enter_repr(self):
        return name + '(...)'
    try:
        if set_size(self) == 0:
            return name + '()'
        text = '{' + ', '.join([show_value(x) for x in set_order(self)]) + '}'
        return text if bare else name + '(' + text + ')'
    finally:
        leave_repr(self)
