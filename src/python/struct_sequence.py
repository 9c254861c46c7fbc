# Methods of struct sequences (see objects/struct-sequence.ts).


def struct_repr(self):
    name, visible, fields = self._struct_fields()
    parts = []
    for i in range(visible):
        parts.append(f'{fields[i]}={self[i]!r}')
    return f'{name}({", ".join(parts)})'


def struct_reduce(self):
    name, visible, fields = self._struct_fields()
    extra = {}
    for field in fields[visible:]:
        if field is not None:
            extra[field] = getattr(self, field)
    return (type(self), (tuple(self), extra))


def struct_replace(self, **changes):
    name, visible, fields = self._struct_fields()
    if None in fields:
        raise TypeError(f'__replace__() is not supported for {name} because it has unnamed field(s)')
    values = []
    for i in range(len(fields)):
        field = fields[i]
        if field in changes:
            values.append(changes.pop(field))
        else:
            values.append(getattr(self, field))
    if changes:
        raise TypeError(f'Got unexpected field name(s): {list(changes)!r}')
    extra = {}
    for i in range(visible, len(fields)):
        extra[fields[i]] = values[i]
    return type(self)(values[:visible], extra)
