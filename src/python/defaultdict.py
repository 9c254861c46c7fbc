# Parts of the module _collections (see modules/_collections.ts).


def show(self, name):
    items = dict.__repr__(self)
    return f'{name}({show_factory(factory_of(self))}, {items})'


def show_factory(factory):
    if factory is None:
        return 'None'
    if not enter_repr(factory):
        return '...'
    try:
        return show_value(factory)
    finally:
        leave_repr(factory)


def merge(left, right):
    if not is_dict(left) or not is_dict(right):
        return NotImplemented
    self = left if hasattr(type(left), 'default_factory') else right
    result = type(self)(factory_of(self), left)
    result.update(right)
    return result


def reduce(self):
    factory = factory_of(self)
    args = () if factory is None else (factory,)
    return type(self), args, None, None, iter(self.items())


def cannot_set():
    raise AttributeError("can't set attribute")


def cannot_delete():
    raise AttributeError("can't delete attribute")


def show_getter(index, doc):
    return f'_tuplegetter({index}, {doc!r})'


def count_elements(mapping, iterable):
    get = mapping.get
    for element in iterable:
        mapping[element] = get(element, 0) + 1
