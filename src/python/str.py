# Methods of str that call back into Python.


def translation_table(mapping):
    # str.maketrans(mapping) with an int key that hashes or compares in its own way.
    table = {}
    for key, value in dict.items(mapping):
        if isinstance(key, str):
            if str.__len__(key) != 1:
                raise ValueError('string keys in translate table must be of length 1')
            key = ord(key)
        elif not isinstance(key, int):
            raise TypeError('keys in translate table must be strings or integers')
        table[key] = value
    return table


def translate(text, table):
    parts = []
    get = type(table).__getitem__ if has_special(table, '__getitem__') else None
    if get is None:
        raise TypeError(f'{tp_name(type(table))!r} object is not subscriptable')
    known = {}
    for ch in text:
        to = known.get(ch)
        if to is None:
            try:
                to = translation_text(table[ord(ch)])
            except LookupError:
                to = ch
            known[ch] = to
        parts.append(to)
    return ''.join(parts)
