# What the module _pickle leaves to Python: finding the place of what is pickled by name, whatever may call Python code at odd places.


def raise_with_notes(exc, notes):
    for note in notes:
        if isinstance(note, tuple):
            text, key = note
            note = f'{text}{key!r}'
        exc.add_note(note)
    raise exc


def copyreg_tables():
    import copyreg
    return copyreg.dispatch_table, copyreg._extension_registry


def find_reducer(table, cls):
    # The reducer in a tuple; None when there is none.
    try:
        return table[cls],
    except KeyError:
        return None


# --- What is found by name


def find_attribute(obj, path):
    for name in path:
        obj = getattr(obj, name)
    return obj


def which_module(obj, path):
    import sys
    module_name = getattr(obj, '__module__', None)
    if '<locals>' in path:
        raise pickling_error(f"Can't pickle local object {obj!r}")
    if module_name is not None:
        return module_name
    for module_name, module in sys.modules.copy().items():
        if module_name == '__main__' or module_name == '__mp_main__' or module is None:
            continue
        try:
            if find_attribute(module, path) is obj:
                return module_name
        except AttributeError:
            pass
    return '__main__'


def global_name(obj, name):
    import sys
    if name is None:
        name = getattr(obj, '__qualname__', None)
        if name is None:
            name = obj.__name__
    path = name.split('.')
    module_name = which_module(obj, path)
    try:
        __import__(module_name, level=0)
        module = sys.modules[module_name]
    except (ImportError, ValueError, KeyError) as exc:
        raise pickling_error(f"Can't pickle {obj!r}: {exc!s}") from exc
    try:
        found = find_attribute(module, path)
    except AttributeError as exc:
        raise pickling_error(f"Can't pickle {obj!r}: it's not found as {module_name}.{name}") from exc
    if found is not obj:
        raise pickling_error(f"Can't pickle {obj!r}: it's not the same object as {module_name}.{name}")
    return module_name, name


def extension_code(obj, module_name, name):
    import copyreg
    import operator
    try:
        code = copyreg._extension_registry[module_name, name]
    except KeyError:
        return None
    code = operator.index(code)
    if not -2**63 <= code < 2**63:
        raise OverflowError('Python int too large to convert to C long')
    if not 0 < code <= 0x7fffffff:
        raise RuntimeError(f'extension code {code} is out of range')
    return code


def cannot_encode(name, kind, encoding, protocol):
    try:
        name.encode(encoding)
    except UnicodeEncodeError as exc:
        raise pickling_error(f"can't pickle {kind} identifier {name!r} using pickle protocol {protocol}") from exc


def old_names(module_name, name):
    import _compat_pickle
    renamed = _compat_pickle.REVERSE_NAME_MAPPING.get((module_name, name))
    if renamed is not None:
        return renamed
    return _compat_pickle.REVERSE_IMPORT_MAPPING.get(module_name, module_name), name


# --- Reducing


def reduce_bytes(obj):
    import codecs
    if not obj:
        return bytes, ()
    return codecs.encode, (str(obj, 'latin1'), 'latin1')


def reduce_bytearray(obj):
    return (bytearray, (bytes(obj),)) if obj else (bytearray, ())


def reduce_set(obj):
    return type(obj), (list(obj),)


def partial_new(cls, args, kwargs):
    import functools
    return functools.partial(cls.__new__, cls, *args, **kwargs)


def wrong_class(function, expected, cls):
    raise pickling_error(f'first argument to {function}() must be {expected!r}, not {cls!r}')


def persistent_text(pid):
    text = str(pid)
    if not text.isascii():
        raise pickling_error('persistent IDs in protocol 0 must be ASCII strings')
    return text


# --- The classes and functions of the module


def pickler_init(self, file, protocol=None, fix_imports=True, buffer_callback=None):
    protocol = protocol_number(protocol)
    try:
        write = file.write
    except AttributeError:
        raise TypeError("file must have a 'write' attribute") from None
    if buffer_callback is not None and protocol < 5:
        raise ValueError('buffer_callback needs protocol >= 5')
    pickler_setup(self, write, protocol, bool(fix_imports), buffer_callback,
                  getattr(self, 'dispatch_table', None))


def protocol_number(protocol):
    import operator
    if protocol is None:
        return 5
    protocol = operator.index(protocol)
    if protocol < 0:
        return 5
    if protocol > 5:
        raise ValueError('pickle protocol must be <= 5')
    return protocol


def pickler_dump(self, obj):
    override = getattr(self, 'reducer_override', no_value)
    return pickle_with(self, obj, self.persistent_id, None if override is no_value else (override,))


def dump(pickler, obj, file, protocol, fix_imports, buffer_callback):
    pickler_init(pickler, file, protocol, fix_imports, buffer_callback)
    pickle_with(pickler, obj, None, None)


def dumps(pickler, obj, protocol, fix_imports, buffer_callback):
    protocol = protocol_number(protocol)
    if buffer_callback is not None and protocol < 5:
        raise ValueError('buffer_callback needs protocol >= 5')
    pickler_setup(pickler, None, protocol, bool(fix_imports), buffer_callback, None)
    return pickle_with(pickler, obj, None, None)


def unpickler_init(self, file, fix_imports=True, encoding='ASCII', errors='strict', buffers=None):
    read = getattr(file, 'read', None)
    readline = getattr(file, 'readline', None)
    if read is None or readline is None:
        raise TypeError("file must have 'read' and 'readline' attributes")
    unpickler_setup(self, read, readline, bool(fix_imports), encoding, errors,
                    None if buffers is None else iter(buffers))


def unpickler_load(self):
    return unpickle_with(self, None, self.persistent_load, self.find_class)


def load(unpickler, file, fix_imports, encoding, errors, buffers):
    unpickler_init(unpickler, file, fix_imports, encoding, errors, buffers)
    return unpickle_with(unpickler, None, None, None)


def loads(unpickler, data, fix_imports, encoding, errors, buffers):
    unpickler_setup(unpickler, None, None, bool(fix_imports), encoding, errors,
                    None if buffers is None else iter(buffers))
    return unpickle_with(unpickler, data, None, None)


# --- Unpickling


def find_class(module, name, old, dotted):
    import sys
    if old:
        import _compat_pickle
        if (module, name) in _compat_pickle.NAME_MAPPING:
            module, name = _compat_pickle.NAME_MAPPING[module, name]
        elif module in _compat_pickle.IMPORT_MAPPING:
            module = _compat_pickle.IMPORT_MAPPING[module]
    __import__(module, level=0)
    found = sys.modules[module]
    if not dotted or '.' not in name:
        return getattr(found, name)
    try:
        return find_attribute(found, name.split('.'))
    except AttributeError as exc:
        raise AttributeError(f"Can't resolve path {name!r} on module {module!r}") from exc


def find_extension(code, find):
    import copyreg
    try:
        return copyreg._extension_cache[code]
    except KeyError:
        pass
    key = copyreg._inverted_registry.get(code)
    if key is None:
        raise ValueError(f'unregistered extension code {code}')
    if not (isinstance(key, tuple) and len(key) == 2 and isinstance(key[0], str) and isinstance(key[1], str)):
        raise ValueError(f"_inverted_registry[{code}] isn't a 2-tuple of strings")
    obj = find(*key)
    copyreg._extension_cache[code] = obj
    return obj


def instantiate(cls, args):
    if not args and isinstance(cls, type) and not hasattr(cls, '__getinitargs__'):
        return cls.__new__(cls)
    return cls(*args)


def find_in_bytes(find, module, name, old):
    module = str(module, 'utf-8')
    name = str(name, 'utf-8')
    return find(module, name) if find is not None else find_class(module, name, old, False)


def inst(find, module, name, old, args):
    return instantiate(find(module, name) if find is not None else find_class(module, name, old, False), args)


def call_new(cls, args, kwargs):
    return cls.__new__(cls, *args, **kwargs)


def call(function, args):
    return function(*args)


def append_items(obj, items):
    extend = getattr(obj, 'extend', None)
    if extend is not None:
        extend(items)
        return
    append = obj.append
    for item in items:
        append(item)


def set_items(obj, items):
    for i in range(0, len(items), 2):
        obj[items[i]] = items[i + 1]


def add_items(obj, items):
    if isinstance(obj, set):
        obj.update(items)
        return
    add = obj.add
    for item in items:
        add(item)


def build(obj, state):
    setstate = getattr(obj, '__setstate__', no_value)
    if setstate is not no_value:
        setstate(state)
        return
    slots = None
    if isinstance(state, tuple) and len(state) == 2:
        state, slots = state
    if state is not None:
        if not isinstance(state, dict):
            raise unpickling_error('state is not a dictionary')
        namespace = obj.__dict__
        for key, value in state.items():
            namespace[key] = value
    if slots is not None:
        if not isinstance(slots, dict):
            raise unpickling_error('slot state is not a dictionary')
        for key, value in slots.items():
            setattr(obj, key, value)


no_value = object()


def parse_int(text):
    try:
        return int(text)
    except ValueError:
        raise ValueError('could not convert string to int') from None


def parse_long(text):
    return int(text)


def parse_float(text):
    try:
        return float(text)
    except ValueError:
        raise ValueError(f'could not convert string to float: {text!r}') from None


def decode(data, encoding, errors):
    return data if encoding == 'bytes' else data.decode(encoding, errors)


def unescape(data, encoding, errors):
    import codecs
    return decode(codecs.escape_decode(data)[0], encoding, errors)


def raw_unicode(data):
    return str(data, 'raw-unicode-escape')


def utf8(data):
    return str(data, 'utf-8', 'surrogatepass')


def read_only(buffer):
    view = memoryview(buffer)
    return buffer if view.readonly else view.toreadonly()


# --- Memos


def set_pickler_memo(self, memo):
    items = list(memo.values())
    for item in items:
        if not isinstance(item, tuple) or len(item) != 2:
            raise TypeError("'memo' values must be 2-item tuples")
    self.clear_memo()
    for number, obj in items:
        pickler_remember(self, number, obj)


# --- Functions and modules of programs that are pickled


def is_found(function):
    # Whether the function is found by its module and its qualified name.
    import sys
    try:
        name = function.__qualname__
        if '<' in name:
            return False
        found = sys.modules[function.__module__]
        for part in name.split('.'):
            found = getattr(found, part)
        return found is function
    except (KeyError, AttributeError, TypeError):
        return False


def reduce_cached(function):
    # What functools.lru_cache made.
    return function.__qualname__ if is_found(function) else cached_by_value(function)


def keyword_mark():
    return cached_mark()


def fill_cached(function, state):
    hits, misses, contents, attributes = state
    for key, result in contents:
        cached_keep(function, key, result)
    cached_counts(function, hits, misses)
    function.__dict__.update(attributes)


def weak_kind(cls):
    import weakref
    for kind in weakref.WeakSet, weakref.WeakKeyDictionary, weakref.WeakValueDictionary:
        if issubclass(cls, kind):
            return kind


def reduce_weak(collection):
    # With the items that are alive.
    kind = weak_kind(type(collection))
    own = kind().__dict__
    attributes = {name: value for name, value in collection.__dict__.items() if name not in own}
    items = list(kind.__iter__(collection) if hasattr(kind, 'add') else kind.items(collection))
    return new_weak, (type(collection),), (items, attributes), None, None, fill_weak


def new_weak(cls):
    collection = cls.__new__(cls)
    weak_kind(cls).__init__(collection)
    return collection


def fill_weak(collection, state):
    items, attributes = state
    weak_kind(type(collection)).update(collection, items)
    collection.__dict__.update(attributes)


def save_function(pickler, function):
    if is_found(function):
        pickler.save_global(function)
    else:
        pickler.save_reduce(obj=function, *function_by_value(function))


def save_dict(pickler, obj):
    reference = namespace_reference(obj)
    if reference is None:
        type(pickler).save_dict(pickler, obj)
    else:
        pickler.save_reduce(obj=obj, *reference)


def imported(name):
    import sys
    __import__(name, level=0)
    return sys.modules[name]


def code_of(module, args):
    imported(module)
    return code_found(args)


def imported_namespace(name):
    return imported(name).__dict__
