# dir() of a namespace that is no plain dict, or has keys that are not plain strings.


def sorted_keys(namespace):
    keys = namespace.keys()
    try:
        keys = iter(keys)
    except TypeError:
        raise TypeError(f'{tp_name(type(namespace))}.keys() returned a non-iterable (type {tp_name(type(keys))})')
    return sorted(keys)
