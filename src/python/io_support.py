# The functions of _io, and what becomes of files that nobody closed.


# --- Opening ----------------------------------------------------------------------------------------------------------


def parse_mode(mode):
    # The kind of a file, whether it is to be changed in place, and whether it is binary.
    for i, letter in enumerate(mode):
        if letter not in 'xrwa+tb' or letter in mode[:i]:
            raise ValueError(f"invalid mode: '{mode}'")
    kinds = [letter for letter in mode if letter in 'xrwa']
    if 't' in mode and 'b' in mode:
        raise ValueError("can't have text and binary mode at once")
    if len(kinds) > 1:
        raise ValueError('must have exactly one of create/read/write/append mode')
    return ''.join(kinds), '+' in mode, 'b' in mode


def check_binary(encoding, errors, newline, buffering):
    if encoding is not None:
        raise ValueError("binary mode doesn't take an encoding argument")
    if errors is not None:
        raise ValueError("binary mode doesn't take an errors argument")
    if newline is not None:
        raise ValueError("binary mode doesn't take a newline argument")
    if buffering == 1:
        import warnings
        warnings.warn("line buffering (buffering=1) isn't supported in binary mode, the default buffer size will be used",
                      RuntimeWarning, 1)


def check_text(value, name, kinds='str or None'):
    if value is None and kinds != 'str':
        return
    if not isinstance(value, str):
        kind = 'None' if value is None else tp_name(type(value))
        raise TypeError(f"open() argument '{name}' must be {kinds}, not {kind}")
    if not value.isascii():
        value.encode()
    if '\0' in value:
        raise ValueError('embedded null character')


def open(file, mode, buffering, encoding, errors, newline, closefd, opener):
    check_text(mode, 'mode', 'str')
    check_text(encoding, 'encoding')
    check_text(errors, 'errors')
    check_text(newline, 'newline')
    import _io
    if not has_special(file, '__index__'):
        import posix
        file = posix.fspath(file)
        write_out_before_opening(file)
        if buffering == -1 and closefd and opener is None:
            result = open_quickly(file, mode, encoding, errors, newline)
            if result is not None:
                return result
    kind, updating, binary = parse_mode(mode)
    if binary:
        check_binary(encoding, errors, newline, buffering)
    raw = _io.FileIO(file, kind + '+' if updating else kind, closefd, opener)
    return layers(raw, kind, updating, binary, mode, buffering, encoding, errors, newline)


def layers(raw, kind, updating, binary, mode, buffering, encoding, errors, newline):
    import _io
    result = raw
    try:
        line_buffering = buffering == 1 or buffering < 0 and raw._isatty_open_only()
        if line_buffering:
            buffering = -1
        if buffering < 0:
            buffering = max(min(raw._blksize, 8388608), 131072)
        if buffering == 0:
            if not binary:
                raise ValueError("can't have unbuffered text I/O")
            return raw
        Buffered = _io.BufferedRandom if updating else _io.BufferedReader if kind == 'r' else _io.BufferedWriter
        result = Buffered(raw, buffering)
        if binary:
            return result
        result = _io.TextIOWrapper(result, encoding, errors, newline, line_buffering)
        result.mode = mode
        return result
    except BaseException:
        result.close()
        raise


def open_code(path):
    if not isinstance(path, str):
        kind = 'None' if path is None else tp_name(type(path))
        raise TypeError(f"open_code() argument 'path' must be str, not {kind}")
    import _io
    return _io.open(path, 'rb')


def text_encoding(encoding, level):
    if encoding is not None:
        return encoding
    import sys
    flags = sys.flags
    if flags.warn_default_encoding:
        import warnings
        warnings.warn("'encoding' argument not specified", EncodingWarning, level)
    return 'utf-8' if flags.utf8_mode else 'locale'


# --- Files that nobody closed -----------------------------------------------------------------------------------------


def write_out(status=None):
    # What is held for all files, or for the file with this status. Files that fail to close say nothing here, as elsewhere.
    # Text goes first: it becomes bytes that the buffer below holds.
    files = unwritten_files()
    for file in sorted(files, key=lambda file: not hasattr(file, 'encoding')):
        try:
            if status is None or is_same_file(file, status):
                file.flush()
        except Exception:
            pass


def is_same_file(file, status):
    import posix
    own = posix.fstat(file.fileno())
    return own.st_ino == status.st_ino and own.st_dev == status.st_dev


def write_out_before_opening(file):
    if not unwritten_files():
        return
    import posix
    try:
        status = posix.stat(file)
    except (OSError, ValueError, TypeError):
        return
    write_out(status)
