# pyexpat: what is Python's of the parser: errors, encodings, files.


def raise_error(code, message, line, column):
    error = expat_error()(f'{message}: line {line}, column {column}')
    error.code, error.offset, error.lineno = code, column, line
    raise error


def raise_refusal(code, message, line, column):
    # Of a setting.
    error = expat_error()(message)
    error.code, error.offset, error.lineno = code, column, line
    raise error


def characters_of(encoding):
    # The character of each byte; where there is none, U+FFFD.
    text = bytes(range(256)).decode(encoding, 'replace')
    if len(text) != 256:
        raise ValueError('multi-byte encodings are not supported')
    return text


def index_of(value):
    if not has_special(value, '__index__'):
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return value.__index__()


CHUNK = 2048


def parse_file(parser, file):
    try:
        read = file.read
    except AttributeError:
        raise TypeError("argument must have 'read' attribute") from None
    while True:
        data = read(CHUNK)
        if isinstance(data, bytearray):
            data = bytes(data)
        elif not isinstance(data, bytes):
            raise TypeError(f'read() did not return a bytes object (type={type(data).__name__})')
        if len(data) > CHUNK:
            raise ValueError(f'read() returned too much data: {CHUNK} bytes requested, {len(data)} returned')
        result = parse_part(parser, data, not data)
        if not data:
            return result
