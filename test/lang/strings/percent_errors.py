for f, a in (('%s', ()), ('%s', (1, 2)), ('%z', 1), ('%(a)s', 1), ('%', 1), ('%c', 'ab')):
    try:
        f % a
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: TypeError not enough arguments for format string
# expect: TypeError not all arguments converted during string formatting
# expect: ValueError unsupported format character 'z' (0x7a) at index 1
# expect: TypeError format requires a mapping
# expect: ValueError incomplete format
# expect: TypeError %c requires an int or a unicode character, not a string of length 2
