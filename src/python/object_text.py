# The repr of small objects that show other objects, and what pickling asks of plain objects.


def mappingproxy_repr(self):
    return f'mappingproxy({proxied(self)!r})'


def namespace_repr(self):
    name = 'namespace' if type(self) is simple_namespace_type() else type(self).__name__
    if not enter_repr(self):
        return f'{name}(...)'
    try:
        items = [f'{key}={value!r}' for key, value in self.__dict__.items() if isinstance(key, str) and key]
        return f"{name}({', '.join(items)})"
    finally:
        leave_repr(self)


def method_repr(self):
    func = self.__func__
    name = getattr(func, '__qualname__', None)
    if not isinstance(name, str):
        name = getattr(func, '__name__', None)
        if not isinstance(name, str):
            name = '?'
    return f'<bound method {name} of {self.__self__!r}>'


def staticmethod_repr(self):
    return f'<staticmethod({self.__func__!r})>'


def classmethod_repr(self):
    return f'<classmethod({self.__func__!r})>'


def type_text(item):
    # As annotations show a parameter of a generic alias or a member of a union.
    if item is ...:
        return '...'
    if item is type(None):
        return 'None'
    if hasattr(item, '__origin__') and hasattr(item, '__args__'):
        return repr(item)
    qualname = getattr(item, '__qualname__', None)
    if qualname is None:
        return repr(item)
    module = getattr(item, '__module__', None)
    if module is None:
        return repr(item)
    if module == 'builtins':
        return str(qualname)
    return f'{module}.{qualname}'


def alias_item_text(item):
    if isinstance(item, list):
        return f"[{', '.join([type_text(x) for x in item])}]"
    return type_text(item)


def alias_repr(self):
    args = self.__args__
    text = ', '.join([alias_item_text(item) for item in args]) if args else '()'
    star = '*' if alias_is_starred(self) else ''
    return f'{star}{type_text(self.__origin__)}[{text}]'


def union_repr(self):
    return ' | '.join([type_text(item) for item in self.__args__])


def object_dir(self):
    names = {}
    try:
        own = self.__dict__
    except AttributeError:
        own = None
    if isinstance(own, dict):
        names.update(own)
    try:
        cls = self.__class__
    except AttributeError:
        cls = None
    if cls is not None:
        merge_class_names(names, cls)
    return list(names)


def merge_class_names(names, cls):
    try:
        namespace = cls.__dict__
    except AttributeError:
        return
    names.update(namespace)
    try:
        bases = cls.__bases__
    except AttributeError:
        return
    for base in bases:
        merge_class_names(names, base)


def slot_names(cls):
    cached = cls.__dict__.get('__slotnames__')
    if cached is not None:
        return cached
    import copyreg
    names = copyreg._slotnames(cls)
    if names is not None and not isinstance(names, list):
        raise TypeError("copyreg._slotnames didn't return a list or None")
    return names


def object_getstate(self):
    return default_getstate(self, False)


def default_getstate(self, required):
    cls = type(self)
    if required and has_native_state(cls):
        raise TypeError(f"cannot pickle {tp_name(cls)!r} object")
    state = getattr(self, '__dict__', None) or None
    names = slot_names(cls)
    if names:
        slots = {}
        for name in names:
            try:
                slots[name] = getattr(self, name)
            except AttributeError:
                pass
        if slots:
            return (state, slots)
    return state


def object_reduce_ex(self, protocol):
    cls = type(self)
    reduce = cls.__reduce__
    if reduce is not object.__reduce__:
        return self.__reduce__()
    return common_reduce(self, protocol)


def common_reduce(self, protocol):
    import copyreg
    if protocol >= 2:
        return reduce_newobj(self, copyreg)
    return copyreg._reduce_ex(self, protocol)


def reduce_newobj(self, copyreg):
    cls = type(self)
    if not can_be_instantiated(cls):
        raise TypeError(f'cannot pickle {tp_name(cls)!r} object')
    args, kwargs = new_arguments(self)
    if kwargs:
        make = copyreg.__newobj_ex__
        newargs = (cls, args, kwargs)
    else:
        make = copyreg.__newobj__
        newargs = (cls, *(args or ()))
    is_list = isinstance(self, list)
    is_dict = isinstance(self, dict)
    required = args is None and not is_list and not is_dict
    if type(self).__getstate__ is object.__getstate__:
        state = default_getstate(self, required)
    else:
        state = self.__getstate__()
    return (make, newargs, state, iter(self) if is_list else None, iter(self.items()) if is_dict else None)


def new_arguments(self):
    if has_special(self, '__getnewargs_ex__'):
        pair = self.__getnewargs_ex__()
        if not isinstance(pair, tuple):
            raise TypeError(f'__getnewargs_ex__ should return a tuple, not {tp_name(type(pair))!r}')
        if len(pair) != 2:
            raise ValueError(f'__getnewargs_ex__ should return a tuple of length 2, not {len(pair)}')
        args, kwargs = pair
        if not isinstance(args, tuple):
            raise TypeError('first item of the tuple returned by __getnewargs_ex__ must be a tuple, '
                            f'not {tp_name(type(args))!r}')
        if not isinstance(kwargs, dict):
            raise TypeError('second item of the tuple returned by __getnewargs_ex__ must be a dict, '
                            f'not {tp_name(type(kwargs))!r}')
        return args, kwargs
    if has_special(self, '__getnewargs__'):
        args = self.__getnewargs__()
        if not isinstance(args, tuple):
            raise TypeError(f'__getnewargs__ should return a tuple, not {tp_name(type(args))!r}')
        return args, None
    return None, None


def any_abstract(*functions):
    for function in functions:
        if getattr(function, '__isabstractmethod__', False):
            return True
    return False


def as_dict(source):
    return dict(source)


def namespace_replace(self, changes):
    result = type(self)()
    result.__dict__.update(self.__dict__)
    result.__dict__.update(changes)
    return result


def module_repr(self):
    spec = getattr(self, '__spec__', None)
    if spec:
        return spec_repr(spec)
    name = getattr(self, '__name__', '?')
    try:
        filename = self.__file__
    except AttributeError:
        loader = getattr(self, '__loader__', None)
        return f'<module {name!r}>' if loader is None else f'<module {name!r} ({loader!r})>'
    return f'<module {name!r} from {filename!r}>'


def spec_repr(spec):
    name = '?' if spec.name is None else spec.name
    origin = spec.origin
    if origin is not None:
        return f'<module {name!r} from {origin!r}>' if spec.has_location else f'<module {name!r} ({origin})>'
    loader = spec.loader
    if loader is None:
        return f'<module {name!r}>'
    if type(loader).__name__ == 'NamespaceLoader':
        return f'<module {name!r} (namespace) from {list(loader._path)}>'
    return f'<module {name!r} ({loader!r})>'
