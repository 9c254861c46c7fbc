# Pickles that have classes and functions by value: `stackless.pickle_with_code` and `stackless.carry_code`.


def carry_code(pickler, modules=None):
    pickler_travel(pickler, None if modules is None else tuple([module_name(module) for module in modules]))


def module_name(module):
    name = module if isinstance(module, str) else getattr(module, '__name__', None)
    if not isinstance(name, str):
        raise TypeError(f"modules or their names are expected, not '{type(module).__name__}'")
    return name


def pickle_with_code(obj, modules=None, protocol=None):
    import _pickle
    import io
    file = io.BytesIO()
    pickler = _pickle.Pickler(file, protocol)
    carry_code(pickler, modules)
    pickler.dump(obj)
    return file.getvalue()


def cached(func, maxsize, typed):
    import functools
    return functools.lru_cache(maxsize, typed)(func)
