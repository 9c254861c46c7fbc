# What numbers do that calls back into Python or warns.


def warn(message, category):
    import warnings
    warnings.warn(message, category, stacklevel=1)


def bool_invert(value):
    warn("Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise "
         'inversion of the underlying int object and is usually not what you expect from negating a bool. Use the '
         "'not' operator for boolean negation or ~int(x) if you really want the bitwise inversion of the underlying "
         'int.', DeprecationWarning)
    return ~value


def int_from_bytes(cls, value, byteorder, signed):
    if has_special(value, '__index__') and not has_special(value, '__bytes__'):
        # To bytes() that would be a number of zeros.
        if not has_special(value, '__iter__'):
            raise TypeError(f"cannot convert '{tp_name(type(value))}' object to bytes")
        value = iter(value)
    return cls.from_bytes(bytes(value), byteorder, signed=signed)


def complex_method(value):
    # What __complex__ gives; None when the class has none.
    if not has_special(value, '__complex__'):
        return None
    result = call_special(lookup_special(value, '__complex__'), value)
    if not isinstance(result, complex):
        raise TypeError(f'__complex__ returned non-complex (type {tp_name(type(result))})')
    if type(result) is not complex:
        warn(f'__complex__ returned non-complex (type {tp_name(type(result))}).  The ability to return an instance of a '
             'strict subclass of complex is deprecated, and may be removed in a future version of Python.',
             DeprecationWarning)
    return result


def is_real(value):
    return has_special(value, '__float__') or has_special(value, '__index__')


def real_part(value):
    return float.from_number(value)


def complex_from(cls, value):
    parts = complex_method(value)
    if parts is not None:
        return make_complex(cls, parts.real, parts.imag)
    if isinstance(value, complex):
        return make_complex(cls, value.real, value.imag)
    if not is_real(value):
        raise TypeError(f'complex() argument must be a string or a number, not {tp_name(type(value))}')
    return make_complex(cls, real_part(value), 0.0)


def complex_from_number(cls, value):
    parts = complex_method(value)
    if parts is None:
        parts = complex(real_part(value))
    return parts if cls is complex else cls(parts)


def complex_argument(value):
    # A complex number made of an argument that is none, for the functions of cmath.
    parts = complex_method(value)
    if parts is not None:
        return parts
    if not is_real(value):
        raise TypeError(f'must be real number, not {tp_name(type(value))}')
    return complex(real_part(value))


def complex_from_parts(cls, real, *given_imag):
    given = real
    parts = None if type(real) is complex else complex_method(real)
    if parts is not None:
        real = parts
    imag = given_imag[0] if given_imag else 0
    real_is_complex = isinstance(real, complex)
    imag_is_complex = isinstance(imag, complex)
    if not real_is_complex and not is_real(real):
        raise TypeError(f"complex() argument 'real' must be a real number, not {tp_name(type(real))}")
    if not imag_is_complex and not is_real(imag):
        raise TypeError(f"complex() argument 'imag' must be a real number, not {tp_name(type(imag))}")
    if real_is_complex:
        warn(f"complex() argument 'real' must be a real number, not {tp_name(type(given))}", DeprecationWarning)
        re = real.real
    else:
        re = real_part(real)
    if imag_is_complex:
        warn(f"complex() argument 'imag' must be a real number, not {tp_name(type(imag))}", DeprecationWarning)
        im = imag.real
        re = re - imag.imag
    else:
        im = real_part(imag)
    if real_is_complex:
        im = im + real.imag if given_imag else real.imag
    return make_complex(cls, re, im)


def prod(iterable, start):
    for item in iterable:
        start = start * item
    return start
