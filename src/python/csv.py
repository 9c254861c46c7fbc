# What _csv leaves to Python: dialects from whatever describes them, and rows that are written.

NAMES = ('delimiter', 'doublequote', 'escapechar', 'lineterminator', 'quotechar', 'quoting', 'skipinitialspace',
         'strict')
TRUTHS = (1, 6, 7)


def make_dialect(cls, dialect, values, missing):
    if isinstance(dialect, str):
        dialect = get_dialect(dialect)
    if dialect is not None:
        if cls is type(dialect) and all(value is missing for value in values):
            return dialect
        for i in range(8):
            if values[i] is missing:
                values[i] = getattr(dialect, NAMES[i], missing)
    for i in TRUTHS:
        if values[i] is not missing:
            values[i] = True if values[i] else False
    return csv_build(cls, values, missing)


def dialect_of(dialect, parameters):
    if dialect is None:
        return csv_dialect_class()(**parameters)
    return csv_dialect_class()(dialect, **parameters)


def reader(iterable, dialect, parameters):
    lines = iter(iterable)
    return csv_reader(lines, dialect_of(dialect, parameters))


def writer(file, dialect, parameters):
    write = getattr(file, 'write', None)
    if not callable(write):
        raise TypeError('argument 1 must have a "write" method')
    return csv_writer(write, dialect_of(dialect, parameters))


def register_dialect(name, dialect, parameters):
    if not isinstance(name, str):
        raise TypeError('dialect name must be a string')
    csv_dialects()[name] = dialect_of(dialect, parameters)


def list_dialects():
    return list(csv_dialects())


def get_dialect(name):
    try:
        return csv_dialects()[name]
    except KeyError:
        pass
    csv_error('unknown dialect')


def unregister_dialect(name):
    try:
        del csv_dialects()[name]
        return
    except KeyError:
        pass
    csv_error('unknown dialect')


def writerow(self, row):
    try:
        it = iter(row)
    except TypeError:
        if has_special(row, '__iter__'):
            raise
        it = None
    if it is None:
        csv_error(f'iterable expected, not {tp_name(type(row))}')
    fields = []
    shown = []
    for x in rest_of(it):
        fields.append(x)
        shown.append(x if isinstance(x, str) else '' if x is None else str(x))
    return csv_write(self)(csv_row(self, fields, shown))


def writerows(self, rows):
    for row in rows:
        writerow(self, row)
