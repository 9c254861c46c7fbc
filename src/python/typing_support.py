# What type parameters and aliases leave to the module `typing`, and what of theirs calls back.


def call_typing(name, args, keywords):
    import typing
    return getattr(typing, name)(*args, **keywords)


def checked_bound(bound):
    import typing
    return type(None) if bound is None else typing._type_check(bound, 'Bound must be a type.')


def typevar_prepare_subst(self, alias, args):
    index = alias.__parameters__.index(self)
    count = len(args)
    if index < count:
        return args
    if index == count:
        default = self.__default__
        if default is not no_default():
            return args + (default,)
    raise TypeError(f'Too few arguments for {alias}; actual {count}, expected at least {index + 1}')


def unpack_iter(self):
    import typing
    return iter((typing.Unpack[self],))


# Tuples of parameters that contain a TypeVarTuple are given to Generic with that one unpacked.
def unpacked(parameters):
    if not any([is_type_var_tuple(p) for p in parameters]):
        return parameters
    import typing
    return tuple([typing.Unpack[p] if is_type_var_tuple(p) else p for p in parameters])


def generic_base(generic, parameters):
    import typing
    return typing._GenericAlias(generic, unpacked(parameters))


def check_type_params(parameters):
    default_seen = False
    for parameter in parameters:
        if not is_type_parameter(parameter):
            raise TypeError(f'Expected a type param, got {parameter!r}')
        if parameter.__default__ is not no_default():
            default_seen = True
        elif default_seen:
            raise TypeError(f"non-default type parameter '{parameter!r}' follows default type parameter")


def constevaluator_text(value):
    if isinstance(value, tuple):
        return f"({', '.join([text_of_type(item) for item in value])})"
    return text_of_type(value)


def attribute_text(origin, kind):
    if is_type_parameter(origin):
        return f'{origin.__name__}.{kind}'
    return f'{origin!r}.{kind}'
