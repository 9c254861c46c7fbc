# What itertools leaves to Python.


def count_repr(name, value, step):
    if type(step) is int and step == 1:
        return f'{name}({value!r})'
    return f'{name}({value!r}, {step!r})'


def repeat_repr(name, value, left):
    if left < 0:
        return f'{name}({value!r})'
    return f'{name}({value!r}, {left})'
