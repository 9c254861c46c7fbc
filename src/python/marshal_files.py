# marshal.dump and marshal.load, and what marshal.loads leaves to Python.


def dump(value, file, version=5, allow_code=True):
    import marshal
    return file.write(marshal.dumps(value, version, allow_code=allow_code))


def load(file, allow_code=True):
    from _io import BufferedReader
    data = file.read(0)
    if not isinstance(data, bytes):
        raise TypeError(f'file.read() returned not bytes but {type(data).__name__}')
    reader = marshal_reader(bool(allow_code))
    wanted, error = marshal_feed(reader, b'')
    buffered = type(file) is BufferedReader
    while wanted:
        # What a buffer holds is read as a whole, and what was not needed stays in it.
        if buffered and len(ahead := file.peek(wanted)) > wanted:
            wanted = 0
            try:
                wanted, error = marshal_feed(reader, ahead)
            finally:
                file.read(len(ahead) if wanted else len(ahead) - marshal_unread(reader))
            continue
        buffer = bytearray(wanted)
        count = file.readinto(memoryview(buffer)).__index__()
        if count > wanted:
            raise ValueError(f'read() returned too much data: {wanted} bytes requested, {count} returned')
        if count < wanted:
            at_object = error == 'EOF read where object expected'
            raise EOFError(error if at_object else 'EOF read where not expected')
        wanted, error = marshal_feed(reader, buffer)
    return add_rest(*marshal_value(reader))


def add_rest(value, rest):
    for target, key, item in rest:
        if isinstance(target, dict):
            target[key] = item
        else:
            set_add(target, key)
    return value
