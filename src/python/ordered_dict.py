# Methods of OrderedDict that call methods which may be Python's (see modules/ordered-dict.ts).

MISSING = missing_value()


def update(self, args, keywords):
    for other in args:
        update_from(self, other)
    for key, value in keywords.items():
        self[key] = value


def update_from(self, other):
    if type(other) is dict:
        set_pairs(self, list(other.items()))
        return
    keys = getattr(other, 'keys', MISSING)
    if keys is not MISSING:
        for key in keys():
            self[key] = other[key]
        return
    items = getattr(other, 'items', MISSING)
    set_pairs(self, other if items is MISSING else items())


def set_pairs(self, pairs):
    for pair in pairs:
        iterator = iter(pair)
        key = next(iterator, MISSING)
        if key is MISSING:
            raise ValueError('need more than 0 values to unpack')
        value = next(iterator, MISSING)
        if value is MISSING:
            raise ValueError('need more than 1 value to unpack')
        if next(iterator, MISSING) is not MISSING:
            raise ValueError('too many values to unpack (expected 2)')
        self[key] = value


def move_to_end(self, key, last):
    self.move_to_end(key, True if last else False)


def popitem(self, last):
    return self.popitem(True if last else False)


def setdefault(self, key, default):
    if key in self:
        return self[key]
    self[key] = default
    return default


def copy(self):
    result = type(self)()
    for key in dict_key_list(self):
        result[key] = self[key]
    return result


def equal(self, other):
    if not dict.__eq__(self, other):
        return False
    return not is_ordered_dict(other) or same_order(self, other)


def unequal(self, other):
    return not equal(self, other)


def same_order(self, other):
    watch = ordered_dict_watch(self)
    other_watch = ordered_dict_watch(other)
    keys = dict_key_list(self)
    other_keys = dict_key_list(other)
    if len(keys) != len(other_keys):
        return False
    for i in range(len(keys)):
        same = keys[i] is other_keys[i] or keys[i] == other_keys[i]
        if not isinstance(same, bool):
            same = True if same else False
        if ordered_dict_changed(watch) or ordered_dict_changed(other_watch):
            raise RuntimeError('OrderedDict mutated during iteration')
        if not same:
            return False
    return True


def show(self, name):
    if dict_size(self) == 0:
        return name + '()'
    if not enter_repr(self):
        return '...'
    try:
        return f'{name}({dict(self)!r})'
    finally:
        leave_repr(self)


def reduce(self):
    state = self.__getstate__()
    return type(self), (), state, None, iter(self.items())


def merge(cls, left, right):
    result = cls(left)
    update_from(result, right)
    return result


def merge_into(self, other):
    update_from(self, other)
    return self
