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


class Context:
    # What a scanner in Python wants of its decoder.
    def __init__(self, scanner):
        from json import decoder
        self.strict = scanner.strict
        self.object_hook = scanner.object_hook
        self.object_pairs_hook = scanner.object_pairs_hook
        self.parse_float = scanner.parse_float
        self.parse_int = scanner.parse_int
        self.parse_constant = scanner.parse_constant
        self.parse_object = decoder.JSONObject
        self.parse_array = decoder.JSONArray
        self.parse_string = decoder.scanstring
        self.memo = {}


def scan(scanner, string, idx):
    from json.scanner import py_make_scanner
    return py_make_scanner(Context(scanner))(string, idx)


def encode(encoder, obj, level):
    from json.encoder import _make_iterencode, INFINITY
    allow_nan = encoder.allow_nan

    def floatstr(o):
        if o != o:
            text = 'NaN'
        elif o == INFINITY:
            text = 'Infinity'
        elif o == -INFINITY:
            text = '-Infinity'
        else:
            return float.__repr__(o)
        if not allow_nan:
            raise ValueError('Out of range float values are not JSON compliant: ' + repr(o))
        return text

    iterencode = _make_iterencode(encoder.markers, encoder.default, encoder.encoder, encoder.indent, floatstr,
                                  encoder.key_separator, encoder.item_separator, encoder.sort_keys,
                                  encoder.skipkeys, True)
    return tuple(iterencode(obj, level))
