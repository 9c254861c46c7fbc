# dict where keys, values or other mappings decide for themselves (see objects/dict-operations.ts, dict-methods.ts and
# dict-views.ts). dict_set and its like bypass what subclasses override.

MISSING = missing_value()


def update_mapping(self, other):
    for key in key_list(other, other.keys()):
        dict_set(self, key, other[key])


def key_list(mapping, keys):
    # All keys come before the first item.
    if not has_special(keys, '__iter__') and not has_special(keys, '__getitem__'):
        raise TypeError(f'{tp_name(type(mapping))}.keys() returned a non-iterable (type {tp_name(type(keys))})')
    return list(iter(keys))


def set_pair(self, pair, n):
    # The element number n of what update() was given (see objects/dict-pairs.ts).
    try:
        pair = pair_items(pair)
    except TypeError as e:
        e.add_note(f'Cannot convert dictionary update sequence element #{n} to a sequence')
        raise
    if item_count(pair) != 2:
        raise ValueError(
            f'dictionary update sequence element #{n} has length {item_count(pair)}; 2 is required')
    dict_set(self, item_at(pair, 0), item_at(pair, 1))


def pair_items(pair):
    if not has_special(pair, '__iter__') and not has_special(pair, '__getitem__'):
        raise TypeError('object is not iterable')
    return pair if type(pair) is list or type(pair) is tuple else list(iter(pair))


def update_display(self, mapping):
    try:
        keys = mapping.keys
    except AttributeError:
        raise TypeError(f"'{tp_name(type(mapping))}' object is not a mapping") from None
    for key in key_list(mapping, keys()):
        dict_set(self, key, mapping[key])


def merge_keywords(self, mapping, callable):
    try:
        keys = mapping.keys
    except AttributeError:
        raise TypeError(f'{callable_name(callable)} argument after ** must be a mapping, '
                        f'not {tp_name(type(mapping))}') from None
    # That all are strings is checked when they are given to the callable.
    for key in key_list(mapping, keys()):
        if dict_has(self, key):
            keyword_clash(callable, key)
        dict_set(self, key, mapping[key])


def keyword_clash(callable, key):
    raise_keywords_error(callable_name(callable), key)


def name_callable(callable):
    try:
        qualname = callable.__qualname__
    except AttributeError:
        return str(callable)
    try:
        module = callable.__module__
    except AttributeError:
        module = None
    if module is not None and module != 'builtins':
        return f'{module}.{qualname}()'
    return f'{qualname}()'


def fromkeys(cls, iterable, value):
    result = cls()
    if type(result) is dict:
        for key in iterable:
            dict_set(result, key, value)
    else:
        for key in iterable:
            result[key] = value
    return result


def fill(self, keys, hashes, value):
    for key, h in zip(keys, hashes):
        dict_set_hashed(self, key, value, h)
    return self


def equal(a, b):
    if dict_size(a) != dict_size(b):
        return False
    for (key, value), h in zip(dict_pairs(a), key_hashes(a)):
        other = dict_get_hashed(b, key, h, MISSING)
        if other is MISSING:
            return False
        if other is not value and not value == other:
            return False
    return True


def show(self, left, right):
    if not enter_repr(self):
        return '{...}'
    try:
        parts = []
        for key, value in dict_pairs(self):
            parts.append(show_value(key) + ': ' + show_value(value))
        return '{' + ', '.join(parts) + '}'
    finally:
        leave_repr(self)


def show_view(view, name, items):
    if not enter_repr(view):
        return '...'
    try:
        return name + '(' + show_value(items) + ')'
    finally:
        leave_repr(view)


def items_contain(mapping, pair):
    if not isinstance(pair, tuple) or item_count(pair) != 2:
        return False
    value = dict_get(mapping, item_at(pair, 0), MISSING)
    if value is MISSING:
        return False
    other = item_at(pair, 1)
    return value is other or (True if value == other else False)


def view_and(view, other):
    if type(other) is set and len(view) <= len(other):
        return other.intersection(view)
    if is_set_view(other) and len(other) > len(view):
        view, other = other, view
    result = set()
    for x in other:
        if x in view:
            set_add(result, x)
    return result


def set_of(value):
    return update_set(set(), set_source(value))


def view_sub(view, other):
    result = set_of(view)
    set_subtract(result, other)
    return result


def view_or(view, other):
    return update_set(set_of(view), other)


def view_xor(view, other):
    if is_items_view(view) and is_items_view(other):
        return items_xor(view_dict(view), view_dict(other))
    result = set_of(view)
    result.symmetric_difference_update(other)
    return result


def items_xor(a, b):
    # Values of items that both have need no hash.
    rest = dict_copy(a)
    result = set()
    for (key, value), h in zip(dict_pairs(b), key_hashes(b)):
        other = dict_get_hashed(rest, key, h, MISSING)
        if other is not MISSING and (other is value or other == value):
            dict_delete_hashed(rest, key, h)
        else:
            set_add(result, (key, value))
    return update_set(result, rest.items())


def view_isdisjoint(view, other):
    if view is other:
        return len(view) == 0
    if (isinstance(other, (set, frozenset)) or is_set_view(other)) and len(other) > len(view):
        view, other = other, view
    for x in other:
        if x in view:
            return False
    return True


def view_compare(view, other, op):
    m = len(view)
    n = len(other)
    if op == 'Eq':
        return m == n and all_in(view, other)
    if op == 'NotEq':
        return not (m == n and all_in(view, other))
    if op == 'Lt':
        return m < n and all_in(view, other)
    if op == 'LtE':
        return m <= n and all_in(view, other)
    if op == 'Gt':
        return m > n and all_in(other, view)
    return m >= n and all_in(other, view)


def all_in(a, b):
    for x in a:
        if x not in b:
            return False
    return True
