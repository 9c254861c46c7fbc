# What _json leaves to Python.


def decode_error(message, document, position):
    from json.decoder import JSONDecodeError
    raise JSONDecodeError(message, document, position)


def too_deep(kind):
    raise RecursionError(f'maximum recursion depth exceeded while decoding a JSON {kind} from a unicode string')


def make_scanner(cls, context):
    hooks = (context.object_hook, context.object_pairs_hook, context.parse_float, context.parse_int,
             context.parse_constant)
    return new_scanner(cls, context, True if context.strict else False, hooks)


# Parts of a value may need no Python code though the whole does. Looking for them at each level would take too long in deep ones.
PLAIN_LEVELS = 8


def encode(encoder, obj, level):
    parts = []
    encode_value(encoder, obj, parts, level, False)
    return (''.join(parts),)


def encode_value(encoder, obj, parts, level, try_plain=True):
    # One frame for each level of nesting, and no more.
    shape = json_shape(obj)
    if shape == 0:
        parts.append(scalar(encoder, obj))
        return
    if shape != 3 and try_plain and level < PLAIN_LEVELS:
        text = plain_text(encoder, obj, level)
        if text is not None:
            parts.append(text)
            return
    markers = encoder.markers
    is_sequence, is_dict = shape == 1, shape == 2
    if is_sequence:
        items = obj if type(obj) is list or type(obj) is tuple else list(iter(obj))
        if item_count(items) == 0:
            parts.append('[]')
            return
    elif is_dict and dict_size(obj) == 0:
        parts.append('{}')
        return
    ident = id(obj)
    if markers is not None:
        if ident in markers:
            raise ValueError('Circular reference detected')
        markers[ident] = obj
    if is_sequence:
        between = newline(encoder, level + 1)
        parts.append('[' + between)
        i = 0
        while i < item_count(items):
            item = item_at(items, i)
            if i > 0:
                parts.append(encoder.item_separator + between)
            try:
                encode_value(encoder, item, parts, level + 1)
            except BaseException as e:
                e.add_note(f'when serializing {full_name(type(obj))} item {i}')
                raise
            i += 1
        parts.append(newline(encoder, level) + ']')
    elif is_dict:
        between = newline(encoder, level + 1)
        parts.append('{')
        first = True
        for item in entries(encoder, obj):
            if not isinstance(item, tuple) or item_count(item) != 2:
                raise ValueError('items must return 2-tuples')
            key = item_at(item, 0)
            name = key_text(encoder, key)
            if name is None:
                continue
            parts.append(between if first else encoder.item_separator + between)
            first = False
            parts.append(scalar(encoder, name))
            parts.append(encoder.key_separator)
            try:
                encode_value(encoder, item_at(item, 1), parts, level + 1)
            except BaseException as e:
                e.add_note(f'when serializing {full_name(type(obj))} item {key!r}')
                raise
        parts.append('}' if first else newline(encoder, level) + '}')
    else:
        other = encoder.default(obj)
        try:
            encode_value(encoder, other, parts, level)
        except BaseException as e:
            e.add_note(f'when serializing {full_name(type(obj))} object')
            raise
    if markers is not None:
        del markers[ident]


def newline(encoder, level):
    return '' if encoder.indent is None else '\n' + encoder.indent * level


def entries(encoder, obj):
    if not encoder.sort_keys and type(obj) is dict:
        return dict_pairs(obj)
    items = list(iter(obj.items()))
    if encoder.sort_keys:
        items.sort()
    return items


def key_text(encoder, key):
    # None: the entry is left out.
    if isinstance(key, str):
        return key
    if key is None or key is True or key is False or isinstance(key, (int, float)):
        return scalar(encoder, key)
    if encoder.skipkeys:
        return None
    raise TypeError(f'keys must be str, int, float, bool or None, not {tp_name(type(key))}')


def scalar(encoder, value):
    if isinstance(value, str):
        text = encoder.encoder(value)
        if not isinstance(text, str):
            raise TypeError(f'encoder() must return a string, not {tp_name(type(text))}')
        return text
    if value is None:
        return 'null'
    if value is True:
        return 'true'
    if value is False:
        return 'false'
    if isinstance(value, int):
        return int.__repr__(value)
    text = float.__repr__(value)
    if text != 'nan' and text != 'inf' and text != '-inf':
        return text
    if not encoder.allow_nan:
        raise ValueError('Out of range float values are not JSON compliant: ' + repr(value))
    return 'NaN' if text == 'nan' else 'Infinity' if text == 'inf' else '-Infinity'
