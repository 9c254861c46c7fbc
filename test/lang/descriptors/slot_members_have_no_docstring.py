import inspect


class Slots:
    __slots__ = {'power': 'in kilowatts'}


print(Slots.power.__doc__, inspect.getdoc(Slots.power))  # expect: None in kilowatts
print(type(Slots.power.__reduce__()[0]))  # expect: <class 'builtin_function_or_method'>
