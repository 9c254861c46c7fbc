# set and frozenset where elements decide for themselves, and for iterables of other kinds (see objects/set-methods.ts).
# set_add and its like bypass what subclasses override. The elements of a set, and the keys of a dict, are not hashed again:
# `element_hashes` has what `set_has_hashed` and its like take.


def update(self, iterable):
    for x in iterable:
        set_add(self, x)
    return self


def merge(self, elements, hashes):
    for x, h in zip(elements, hashes):
        set_add_hashed(self, x, h)
    return self


def is_set(value):
    return isinstance(value, (set, frozenset))


def is_exact_set(value):
    return type(value) is set or type(value) is frozenset


def union_all(self, others):
    for other in others:
        update_set(self, other)
    return self


def intersect(self, other, result):
    # CPython goes through the smaller of two sets, else through the other iterable.
    if is_set(other):
        if set_size(other) > set_size(self):
            self, other = other, self
        for x, h in zip(set_elements(other), element_hashes(other)):
            if set_has_hashed(self, x, h):
                set_add_hashed(result, x, h)
    else:
        for x in other:
            h = hash_of_element(x)
            if set_has_hashed(self, x, h):
                set_add_hashed(result, x, h)
                if set_size(result) >= set_size(self):
                    break
    return result


def subtract(self, other):
    # In place.
    if self is other:
        set_clear(self)
    elif is_set(other):
        if set_size(other) >> 3 > set_size(self):
            other = intersect(self, other, set())
        for x, h in zip(set_elements(other), element_hashes(other)):
            set_discard_hashed(self, x, h)
    else:
        for x in other:
            set_discard(self, x)
    return self


def subtract_all(self, others):
    for other in others:
        subtract(self, other)
    return self


def without(self, other, result):
    # Adds to `result` what is in self but not in other, a set or dict.
    for x, h in zip(set_elements(self), element_hashes(self)):
        if not set_has_hashed(other, x, h):
            set_add_hashed(result, x, h)
    return result


def toggle(self, other):
    # In place: symmetric difference, with a set.
    for x, h in zip(set_elements(other), element_hashes(other)):
        if not set_discard_hashed(self, x, h):
            set_add_hashed(self, x, h)
    return self


def includes(self, other):
    # Whether all elements of self, a set, are in other, a set.
    if set_size(self) > set_size(other):
        return False
    for x, h in zip(set_elements(self), element_hashes(self)):
        if not set_has_hashed(other, x, h):
            return False
    return True


def includes_iterable(self, iterable):
    for x in iterable:
        if not set_has(self, x):
            return False
    return True


def disjoint(self, other):
    if is_exact_set(other):
        if set_size(other) > set_size(self):
            self, other = other, self
        for x, h in zip(set_elements(other), element_hashes(other)):
            if set_has_hashed(self, x, h):
                return False
    else:
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
