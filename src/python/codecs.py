# Codecs that are looked up in the registry: what str.encode, bytes.decode and the module _codecs do with them.


def normalize(name):
    # As the registry spells names: lower case, runs of other characters than letters, digits and dots one underscore.
    chars = []
    punctuation = False
    for c in name:
        if c.isalnum() or c == '.':
            if punctuation and chars:
                chars.append('_')
            if c.isascii():
                chars.append(c)
            punctuation = False
        else:
            punctuation = True
    return ''.join(chars).lower()


def lookup(encoding):
    if '\0' in encoding:
        raise ValueError('embedded null character')
    name = encoding.lower().replace(' ', '-')
    cache = codec_cache()
    found = cache.get(name)
    if found is not None:
        return found
    search_path = codec_search_path()
    if not search_path:
        import encodings
    for search in search_path:
        found = search(name.replace('-', '_') if name.isascii() else name)
        if found is not None:
            if not isinstance(found, tuple) or len(found) != 4:
                raise TypeError('codec search functions must return 4-tuples')
            cache[name] = found
            return found
    raise LookupError(f'unknown encoding: {encoding}')


def text_codec(encoding, alternative):
    codec = lookup(encoding)
    if not getattr(codec, '_is_text_encoding', True):
        raise LookupError(f"{encoding!r} is not a text encoding; use {alternative} to handle arbitrary codecs")
    return codec


def noted(action, encoding):
    # Adds where it happened to an exception that a codec raised.
    import sys
    exc = sys.exception()
    if not isinstance(exc, UnicodeError):
        exc.add_note(f'{action} with {encoding!r} codec failed')


def run(codec, function, action, encoding, value, errors):
    try:
        result = function(value) if errors is None else function(value, errors)
    except Exception:
        noted(action, encoding)
        raise
    if not isinstance(result, tuple) or len(result) != 2:
        kind = 'encoder' if action == 'encoding' else 'decoder'
        raise TypeError(f'{kind} must return a tuple (object, integer)')
    return result[0]


def encode_text(text, encoding, errors):
    codec = text_codec(encoding, 'codecs.encode()')
    result = run(codec, codec[0], 'encoding', encoding, text, errors)
    if isinstance(result, bytes):
        return result
    if isinstance(result, bytearray):
        return bytes(result)
    raise TypeError(f"{encoding!r} encoder returned {tp_name(type(result))!r} instead of 'bytes'; "
                    'use codecs.encode() to encode to arbitrary types')


def decode_text(data, encoding, errors):
    codec = text_codec(encoding, 'codecs.decode()')
    result = run(codec, codec[1], 'decoding', encoding, data, errors)
    if isinstance(result, str):
        return result
    raise TypeError(f"{encoding!r} decoder returned {tp_name(type(result))!r} instead of 'str'; "
                    'use codecs.decode() to decode to arbitrary types')


def decode_source(data, encoding, filename):
    # The text of a program's source.
    try:
        return decode_text(data, encoding, 'strict')
    except Exception as error:
        message = str(error)
    raise SyntaxError(message, (filename, 0, -1, None))


def encode(obj, encoding, errors):
    codec = lookup(encoding)
    return run(codec, codec[0], 'encoding', encoding, obj, errors)


def decode(obj, encoding, errors):
    codec = lookup(encoding)
    return run(codec, codec[1], 'decoding', encoding, obj, errors)


def named(characters, end):
    # What the error handler `namereplace` gives: the names of the characters, as escape sequences.
    import unicodedata
    parts = []
    for c in characters:
        name = unicodedata.name(c, None)
        if name is not None:
            parts.append('\\N{' + name + '}')
        else:
            code = ord(c)
            parts.append(f'\\x{code:02x}' if code < 256 else f'\\u{code:04x}' if code < 65536 else f'\\U{code:08x}')
    return ''.join(parts), end


def looked_up(mapping, keys):
    # What a mapping of a class of its own says about each key, as a dict.
    table = {}
    for key in keys:
        if key not in table:
            try:
                table[key] = mapping[key]
            except LookupError:
                pass
    return table


def charmap_decode(data, errors, mapping):
    import _codecs
    return _codecs.charmap_decode(data, errors, looked_up(mapping, data))


def charmap_encode(text, errors, mapping):
    import _codecs
    keys = [ord(c) for c in text]
    keys.extend(range(128))
    return _codecs.charmap_encode(text, errors, looked_up(mapping, keys))
