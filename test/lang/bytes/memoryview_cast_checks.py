# memoryview.cast checks the format, then the view, then the shape, and only then what they make together.


def attempt(view, *args):
    try:
        cast = view.cast(*args)
        print(cast.format, cast.shape, cast.strides)
    except (TypeError, ValueError, OverflowError) as error:
        print(type(error).__name__, error)


plain = memoryview(bytearray(12))
for args in [('z', 3), ('z', [1] * 70), (1, 3), ('i', None), ('z', [1] * 3), ('i', [3, 1]), ('B', range(1)), ('B', [0, 12]),
             ('B', [1.5]), ('i', []), ('B\0', [12]), ('\u1234',), ('q', [1])]:
    attempt(plain, *args)
# expect: TypeError shape must be a list or a tuple
# expect: ValueError memoryview: number of dimensions must not exceed 64
# expect: TypeError cast() argument 'format' must be str, not int
# expect: TypeError shape must be a list or a tuple
# expect: ValueError memoryview: destination format must be a native single character format prefixed with an optional '@'
# expect: i (3, 1) (4, 4)
# expect: TypeError shape must be a list or a tuple
# expect: ValueError memoryview.cast(): elements of shape must be integers > 0
# expect: TypeError memoryview.cast(): elements of shape must be integers
# expect: TypeError memoryview: product(shape) * itemsize != buffer size
# expect: B (12,) (1,)
# expect: UnicodeEncodeError 'ascii' codec can't encode character '\u1234' in position 0: ordinal not in range(128)
# expect: TypeError memoryview: length is not a multiple of itemsize

integers = plain.cast('i')
for args in [('h',), ('B',), ('h', 3), ('i', [3])]:
    attempt(integers, *args)
# expect: TypeError memoryview: cannot cast between two non-byte formats
# expect: B (12,) (1,)
# expect: TypeError shape must be a list or a tuple
# expect: TypeError memoryview: cannot cast between two non-byte formats

table = plain.cast('B', [3, 4])
for args in [('i',), ('B', [4, 3]), ('z', [4, 3]), ('i', [3])]:
    attempt(table, *args)
# expect: i (3,) (4,)
# expect: TypeError memoryview: cast must be 1D -> ND or ND -> 1D
# expect: TypeError memoryview: cast must be 1D -> ND or ND -> 1D
# expect: i (3,) (4,)

empty = memoryview(b'')
for args in [('B',), ('i', [1]), ('z', 3)]:
    attempt(empty, *args)
# expect: B (0,) (1,)
# expect: TypeError memoryview: cannot cast view with zeros in shape or strides
# expect: TypeError memoryview: cannot cast view with zeros in shape or strides

released = memoryview(b'abcd')
released.release()
for args in [('B',), (1,), ('z', 3)]:
    attempt(released, *args)
# expect: ValueError operation forbidden on released memoryview object
# expect: TypeError cast() argument 'format' must be str, not int
# expect: ValueError operation forbidden on released memoryview object
