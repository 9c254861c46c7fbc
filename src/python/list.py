# list and tuple where items decide for themselves (see objects/sequence.ts). The items may change meanwhile, so their number is
# asked for at each turn.


def compare(a, b, i, op):
    while i < item_count(a) and i < item_count(b):
        x = item_at(a, i)
        y = item_at(b, i)
        if x is not y and not x == y:
            if i >= item_count(a) or i >= item_count(b):
                break
            if op == 'Eq':
                return False
            if op == 'NotEq':
                return True
            if op == 'Lt':
                return x < y
            if op == 'LtE':
                return x <= y
            if op == 'Gt':
                return x > y
            return x >= y
        i += 1
    m = item_count(a)
    n = item_count(b)
    if op == 'Eq':
        return m == n
    if op == 'NotEq':
        return m != n
    if op == 'Lt':
        return m < n
    if op == 'LtE':
        return m <= n
    if op == 'Gt':
        return m > n
    return m >= n


def contains(self, value, i):
    while i < item_count(self):
        x = item_at(self, i)
        if x is value or x == value:
            return True
        i += 1
    return False


def index(self, value, i, stop, name):
    while i < stop and i < item_count(self):
        x = item_at(self, i)
        if x is value or x == value:
            return i
        i += 1
    raise ValueError(name + '.index(x): x not in ' + name)


def count(self, value, i, n):
    while i < item_count(self):
        x = item_at(self, i)
        if x is value or x == value:
            n += 1
        i += 1
    return n


def remove(self, value):
    i = 0
    while i < item_count(self):
        x = item_at(self, i)
        if x is value or x == value:
            remove_item(self, i)
            return
        i += 1
    raise ValueError('list.remove(x): x not in list')


def show(self, left, right):
    if not enter_repr(self):
        return left + '...' + (')' if left == '(' else right)
    try:
        parts = []
        i = 0
        while i < item_count(self):
            parts.append(show_value(item_at(self, i)))
            i += 1
        return left + ', '.join(parts) + right
    finally:
        leave_repr(self)


def star_error(callable, name):
    raise TypeError(f'{callable_name(callable)} argument after * must be an iterable, not {name}')


def sort(self, key, reverse):
    reverse = True if reverse else False
    items = sort_begin(self)
    done = False
    try:
        if key is None:
            keys = items
        else:
            keys = [key(x) for x in items]
        if item_count(items) <= longest_at_once():
            is_sorted = sort_plain(items, keys, reverse)
        else:
            is_sorted = sort_portion(items, keys, reverse)
            while is_sorted is None:
                look_around()
                is_sorted = sort_portion(items, keys, reverse)
        if not is_sorted:
            if reverse:
                reverse_pair(items, keys)
            sort_pairs(keys, None if key is None else items, sort_comparison(keys))
            if reverse:
                reverse_pair(items, keys)
        done = True
    finally:
        sort_end(self, items, done)


def less_by_first(a, b):
    # `<` of two tuples whose first items are compared by `less_twice` (see objects/sort-less.ts).
    i = 0
    while i < item_count(a) and i < item_count(b):
        x = item_at(a, i)
        y = item_at(b, i)
        if x is not y and not x == y:
            return x < y if i else less_twice(x, y)
        i += 1
    return item_count(a) < item_count(b)


MERGE_BELOW = 64


def sort_pairs(keys, values, how):
    # A stable merge sort of `keys`, with `values` (or None) moved along. Runs that are in order already are found first;
    # short ones are extended by binary insertion. `how` is what `sort_less` takes.
    n = item_count(keys)
    if n < 2:
        return
    shortest = shortest_run(n)
    runs = []
    low = 0
    while low < n:
        high = find_run(keys, values, low, n, how)
        if high - low < shortest:
            end = low + shortest
            if end > n:
                end = n
            insert_binary(keys, values, low, end, high, how)
            high = end
        runs.append((low, high))
        while len(runs) > 1 and must_merge(runs, high == n):
            merge_top(keys, values, runs, how)
        low = high


def shortest_run(n):
    extra = 0
    while n >= MERGE_BELOW:
        extra |= n & 1
        n >>= 1
    return n + extra


def find_run(keys, values, low, n, how):
    # A run that descends is turned round, equal items in it twice, so that they keep their order.
    high = end_of_rise(keys, low + 1, n, how)
    if high == n:
        return high
    if high - low > 1:
        if sort_less(how, keys[low], keys[high - 1]):
            return high
        reverse_run(keys, values, low, high)
    high += 1
    equal = 0
    while high < n:
        if sort_less(how, keys[high], keys[high - 1]):
            if equal:
                reverse_run(keys, values, high - equal - 1, high)
                equal = 0
        elif sort_less(how, keys[high - 1], keys[high]):
            break
        else:
            equal += 1
        high += 1
    if equal:
        reverse_run(keys, values, high - equal - 1, high)
    reverse_run(keys, values, low, high)
    return end_of_rise(keys, high, n, how)


def end_of_rise(keys, high, n, how):
    while high < n and not sort_less(how, keys[high], keys[high - 1]):
        high += 1
    return high


def reverse_run(keys, values, low, high):
    reverse_range(keys, low, high)
    if values is not None:
        reverse_range(values, low, high)


def insert_binary(keys, values, low, high, start, how):
    while start < high:
        pivot = keys[start]
        left = low
        right = start
        while left < right:
            middle = (left + right) >> 1
            if sort_less(how, pivot, keys[middle]):
                right = middle
            else:
                left = middle + 1
        move_item(keys, start, left)
        if values is not None:
            move_item(values, start, left)
        start += 1


def must_merge(runs, last):
    if last:
        return True
    low, high = runs[-1]
    before, _ = runs[-2]
    size = high - low
    if low - before <= size:
        return True
    return len(runs) > 2 and runs[-3][1] - runs[-3][0] <= high - before


def merge_top(keys, values, runs, how):
    low, high = runs.pop()
    before, _ = runs.pop()
    left = keys[before:low]
    left_values = None if values is None else values[before:low]
    i = 0
    n = len(left)
    j = low
    at = before
    while i < n and j < high:
        if sort_less(how, keys[j], left[i]):
            keys[at] = keys[j]
            if values is not None:
                values[at] = values[j]
            j += 1
        else:
            keys[at] = left[i]
            if values is not None:
                values[at] = left_values[i]
            i += 1
        at += 1
    while i < n:
        keys[at] = left[i]
        if values is not None:
            values[at] = left_values[i]
        i += 1
        at += 1
    runs.append((before, high))
