# Aliases of generic classes (`list[int]`) and unions (`int | str`): comparing, and substituting type parameters.


def alias_hash(self):
    return hash(self.__origin__) ^ hash(self.__args__)


def alias_eq(self, other):
    if not is_generic_alias(other):
        return NotImplemented
    if alias_is_starred(self) != alias_is_starred(other):
        return False
    return self.__origin__ == other.__origin__ and self.__args__ == other.__args__


def alias_reduce(self):
    if alias_is_starred(self):
        return (next, (iter(alias_like_plain(self)),))
    return (type(self), (self.__origin__, self.__args__))


def alias_like_plain(self):
    return type(self)(self.__origin__, self.__args__)


def alias_dir(self):
    names = list(dir(self.__origin__))
    for name in ('__args__', '__origin__', '__parameters__', '__mro_entries__', '__reduce__', '__reduce_ex__',
                 '__unpacked__', '__typing_unpacked_tuple_args__', '__class__'):
        if name not in names:
            names.append(name)
    return names


def collect_parameters(args):
    # The type parameters in `args`, each once, in order of appearance.
    found = []
    for item in args:
        if isinstance(item, type):
            continue
        if isinstance(item, (list, tuple)):
            new = collect_parameters(item)
        elif hasattr(item, '__typing_subst__'):
            new = (item,)
        else:
            new = getattr(item, '__parameters__', ())
            if not isinstance(new, tuple):
                new = ()
        for parameter in new:
            if not any([parameter is known for known in found]):
                found.append(parameter)
    return tuple(found)


def alias_getitem(self, item):
    return alias_like(self, substitute(self, self.__args__, self.__parameters__, item))


def substitute(self, args, parameters, item):
    if not parameters:
        raise TypeError(f'{self!r} is not a generic class')
    items = item if isinstance(item, tuple) else (item,)
    items = tuple(unpack_items(items))
    for parameter in parameters:
        prepare = getattr(parameter, '__typing_prepare_subst__', None)
        if prepare is not None:
            items = prepare(self, items)
    if not isinstance(items, tuple):
        items = (items,)
    if len(items) != len(parameters):
        many = 'many' if len(items) > len(parameters) else 'few'
        raise TypeError(f'Too {many} arguments for {self!r}; actual {len(items)}, expected {len(parameters)}')
    values = list(zip(parameters, items))
    return tuple(substitute_all(args, values))


def unpack_items(items):
    result = []
    for item in items:
        inner = None
        if not isinstance(item, type):
            inner = getattr(item, '__typing_unpacked_tuple_args__', None)
        if isinstance(inner, tuple) and not (inner and inner[-1] is ...):
            result.extend(inner)
        else:
            result.append(item)
    return result


def substitute_all(args, values):
    result = []
    for arg in args:
        if isinstance(arg, type):
            result.append(arg)
            continue
        if isinstance(arg, (list, tuple)):
            result.append(type(arg)(substitute_all(arg, values)))
            continue
        starred = bool(getattr(arg, '__typing_is_unpacked_typevartuple__', False))
        subst = getattr(arg, '__typing_subst__', None)
        if subst is not None:
            new = subst(value_of(arg, values))
        else:
            new = substitute_nested(arg, values)
        if starred:
            if not isinstance(new, tuple):
                raise TypeError(f'expected __typing_subst__ of {tp_name(type(arg))} objects to return a tuple, '
                                f'not {tp_name(type(new))}')
            result.extend(new)
        else:
            result.append(new)
    return result


def value_of(parameter, values):
    for known, value in values:
        if known is parameter:
            return value
    return parameter


def substitute_nested(arg, values):
    parameters = getattr(arg, '__parameters__', None)
    if not isinstance(parameters, tuple) or not parameters:
        return arg
    items = []
    for parameter in parameters:
        value = value_of(parameter, values)
        if isinstance(value, tuple) and hasattr(parameter, '__iter__'):
            items.extend(value)
        else:
            items.append(value)
    return arg[tuple(items)]


# --- Unions ---


def unique_union(members):
    unique = []
    for member in members:
        if not any([member is known or (type(member) is type(known) and member == known) for known in unique]):
            unique.append(member)
    return unique[0] if len(unique) == 1 else raw_union(tuple(unique))


def checked_union(members, unionable):
    from typing import _type_check
    message = 'Union[arg, ...]: each arg must be a type.'
    return union_of(tuple([m if is_fit else _type_check(m, message) for m, is_fit in zip(members, unionable)]))


def union_mro_entries(self):
    raise TypeError(f'Cannot subclass {self!r}')


def union_hash(self):
    return hash(frozenset(self.__args__))


def union_eq(self, other):
    if not is_union(other):
        return NotImplemented
    mine = self.__args__
    others = other.__args__
    if len(mine) != len(others):
        return False
    try:
        return set(mine) == set(others)
    except TypeError:
        return all([any([a == b for b in others]) for a in mine])


def union_getitem(self, item):
    return union_of(substitute(self, self.__args__, self.__parameters__, item))


def union_instancecheck(self, instance):
    for member in self.__args__:
        if isinstance(instance, member):
            return True
    return False


def union_subclasscheck(self, subclass):
    if not isinstance(subclass, type):
        raise TypeError('issubclass() arg 1 must be a class')
    for member in self.__args__:
        if issubclass(subclass, member):
            return True
    return False
