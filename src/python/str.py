# Methods of str that call back into Python.


def translate(text, table):
    parts = []
    get = type(table).__getitem__ if hasattr(type(table), '__getitem__') else None
    if get is None:
        raise TypeError(f'{type(table).__name__!r} object is not subscriptable')
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
