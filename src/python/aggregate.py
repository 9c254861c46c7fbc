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
    for item in iterator:
        start = start + item
    return start


def sum_rest(iterator, total, item):
    total = total + item
    for item in iterator:
        total = total + item
    return total


def smallest(iterable, key, default, has_default, name):
    iterator = iter(iterable)
    for best in iterator:
        break
    else:
        if has_default:
            return default
        raise ValueError(name + '() iterable argument is empty')
    if key is None:
        for item in iterator:
            if item < best:
                best = item
        return best
    best_key = key(best)
    for item in iterator:
        item_key = key(item)
        if item_key < best_key:
            best = item
            best_key = item_key
    return best


def largest(iterable, key, default, has_default, name):
    iterator = iter(iterable)
    for best in iterator:
        break
    else:
        if has_default:
            return default
        raise ValueError(name + '() iterable argument is empty')
    if key is None:
        for item in iterator:
            if item > best:
                best = item
        return best
    best_key = key(best)
    for item in iterator:
        item_key = key(item)
        if item_key > best_key:
            best = item
            best_key = item_key
    return best


def sequence_length_hint(self):
    state = iterated_sequence(self)
    if not state:
        return 0
    sequence, index = state
    if not hasattr(type(sequence), '__len__'):
        return NotImplemented
    return max(0, len(sequence) - index)
