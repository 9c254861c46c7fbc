# Methods of ast.AST.


def warn(message):
    import warnings
    warnings.warn(message, DeprecationWarning, stacklevel=2)


def init(self, args, kwargs):
    cls = type(self)
    fields = cls._fields
    if len(args) > len(fields):
        plural = '' if len(fields) == 1 else 's'
        raise TypeError(f'{cls.__name__} constructor takes at most {len(fields)} positional argument{plural}')
    remaining = list(fields)
    for name, value in zip(fields, args):
        setattr(self, name, value)
        remaining.remove(name)
    for name, value in kwargs.items():
        if name in fields:
            if name not in remaining:
                raise TypeError(f'{cls.__name__} got multiple values for argument {name!r}')
            remaining.remove(name)
        elif name not in getattr(cls, '_attributes', ()):
            warn(f'{cls.__name__}.__init__ got an unexpected keyword argument {name!r}. '
                 'Support for arbitrary keyword arguments is deprecated and will be removed in Python 3.15.')
        setattr(self, name, value)
    if remaining:
        fill_in(self, cls, remaining)


def fill_in(self, cls, remaining):
    types = getattr(cls, '_field_types', None)
    if types is None:
        return
    for name in remaining:
        if name not in types:
            warn(f'Field {name!r} is missing from {cls.__name__}._field_types. '
                 'This will become an error in Python 3.15.')
            continue
        kind = types[name]
        if is_union(kind):
            continue
        if is_generic_alias(kind):
            setattr(self, name, [])
        elif is_expr_context(kind):
            setattr(self, name, load_context())
        else:
            warn(f'{cls.__name__}.__init__ missing 1 required positional argument: {name!r}. '
                 'This will become an error in Python 3.15.')


def reduce(self):
    cls = type(self)
    state = self.__dict__
    count = 0
    for name in getattr(cls, '_fields', ()):
        if name not in state:
            break
        count += 1
    return cls, (None,) * count, state


def replace(self, args, kwargs):
    cls = type(self)
    if args:
        raise TypeError('__replace__() takes no positional arguments')
    fields = getattr(cls, '_fields', ())
    attributes = getattr(cls, '_attributes', ())
    for name in kwargs:
        if name not in fields and name not in attributes:
            raise TypeError(f'{cls.__name__}.__replace__ got an unexpected keyword argument {name!r}.')
    state = self.__dict__
    types = getattr(cls, '_field_types', {})
    missing = [name for name in fields
               if name not in kwargs and name not in state and not is_union(types.get(name))]
    if missing:
        plural = '' if len(missing) == 1 else 's'
        names = ', '.join([repr(name) for name in sorted(missing)])
        raise TypeError(f'{cls.__name__}.__replace__ missing {len(missing)} keyword argument{plural}: {names}.')
    values = {name: state[name] for name in (*fields, *attributes) if name in state}
    values.update(kwargs)
    return cls(**values)


def node_repr(self):
    return text(self, 3)


def text(node, depth):
    cls = type(node)
    if depth <= 0:
        return f'{cls.__name__}(...)'
    if not enter_repr(node):
        return f'{cls.__name__}(...)'
    try:
        parts = []
        for name in getattr(cls, '_fields', ()):
            value = getattr(node, name)
            parts.append(f'{name}={value_text(value, depth)}')
        return f"{cls.__name__}({', '.join(parts)})"
    finally:
        leave_repr(node)


def value_text(value, depth):
    if type(value) is list:
        return f'[{items_text(value, depth)}]'
    if type(value) is tuple:
        return f'({items_text(value, depth)})'
    return text(value, depth - 1) if is_ast(value) else repr(value)


def items_text(items, depth):
    shown = [items[0], ..., items[-1]] if len(items) > 2 else items
    parts = []
    for item in shown:
        if item is ...:
            parts.append('...')
        else:
            parts.append(text(item, depth - 1) if is_ast(item) else repr(item))
    return ', '.join(parts)
