# What _functools leaves to Python.


def reduce(function, iterable, *initial):
    try:
        it = iter(iterable)
    except TypeError:
        if has_special(iterable, '__iter__'):
            raise
        raise TypeError('reduce() arg 2 must support iteration') from None
    if initial:
        value, = initial
    else:
        for value in rest_of(it):
            break
        else:
            raise TypeError('reduce() of empty iterable with no initial value')
    for item in rest_of(it):
        value = function(value, item)
    return value


def partial_repr(self, func, args, keywords):
    if not enter_repr(self):
        return '...'
    try:
        cls = type(self)
        parts = [repr(func)]
        parts += [repr(x) for x in args]
        parts += [f'{key!s}={value!r}' for key, value in keywords.items()]
        return f"{cls.__module__}.{cls.__qualname__}({', '.join(parts)})"
    finally:
        leave_repr(self)
