# any, all, sum, min and max where values decide for themselves (see builtins/aggregate.ts).


def any_of(iterable):
    for item in iterable:
        if item:
            return True
    return False


def all_of(iterable):
    for item in iterable:
        if not item:
            return False
    return True


def sum_of(iterator, start):
    for item in rest_of(iterator):
        start = start + item
    return start


def sum_rest(iterator, total, item):
    total = total + item
    for item in rest_of(iterator):
        total = total + item
    return total


missing = object()


def smallest(iterable, key, default, has_default, name):
    best = best_key = missing
    if key is None:
        for item in iterable:
            if best is missing or item < best:
                best = item
    else:
        for item in iterable:
            item_key = key(item)
            if best_key is missing or item_key < best_key:
                best = item
                best_key = item_key
    if best is not missing:
        return best
    if has_default:
        return default
    raise ValueError(name + '() iterable argument is empty')


def largest(iterable, key, default, has_default, name):
    best = best_key = missing
    if key is None:
        for item in iterable:
            if best is missing or item > best:
                best = item
    else:
        for item in iterable:
            item_key = key(item)
            if best_key is missing or item_key > best_key:
                best = item
                best_key = item_key
    if best is not missing:
        return best
    if has_default:
        return default
    raise ValueError(name + '() iterable argument is empty')


def sequence_length_hint(self):
    state = iterated_sequence(self)
    if not state:
        return 0
    sequence, index = state
    if not has_special(sequence, '__len__'):
        return NotImplemented
    return max(0, len(sequence) - index)


def reversed_length_hint(self):
    state = iterated_sequence(self)
    if not state:
        return 0
    sequence, index = state
    return index + 1 if len(sequence) > index else 0
