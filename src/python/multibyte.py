# The codecs of East Asia that remember something between calls: what they read from, write to and are given may be written in
# Python. The natives that begin with mb_ know what is remembered.


def begin(self, cls):
    mb_begin(self, cls.codec)
    return self


def encode(self, text, errors):
    return self.encode(str(text), errors)


def encode_more(self, text, final):
    before = mb_pending(self)
    text = before + (text if isinstance(text, str) else str(text))
    mb_keep(self, '')
    try:
        result, used = mb_encode(self, text, final)
    except:
        mb_keep(self, before)
        raise
    if len(text) - used > 2:
        raise UnicodeError('pending buffer overflow')
    mb_keep(self, text[used:])
    return result


def decode_more(self, data, final):
    before = mb_pending(self)
    data = before + data
    mb_keep(self, b'')
    text, used = mb_decode(self, data)
    if final and used < len(data):
        try:
            more, used = mb_decode_incomplete(self, data, used)
        except:
            mb_keep(self, before)
            raise
        text += more
    keep_bytes(self, data[used:])
    return text


def keep_bytes(self, data):
    if len(data) > 8:
        raise UnicodeDecodeError(mb_encoding(self), data, 0, len(data), 'pending buffer overflow')
    mb_keep(self, data)


def encoder_getstate(self):
    pending = mb_pending(self).encode()
    return int.from_bytes(bytes([len(pending)]) + pending + mb_state(self), 'little')


def argument_type(value):
    return 'None' if value is None else type(value).__name__


def encoder_setstate(self, state):
    if not isinstance(state, int):
        raise TypeError(f'setstate() argument must be int, not {argument_type(state)}')
    state = int.to_bytes(state, 17, 'little')
    end = 1 + state[0]
    if end > 9:
        raise UnicodeError('pending buffer too large')
    mb_keep(self, state[1:end].decode())
    mb_set_state(self, state[end:end + 8])


def decoder_getstate(self):
    return mb_pending(self), int.from_bytes(mb_state(self), 'little')


def decoder_setstate(self, state):
    if not isinstance(state, tuple):
        raise TypeError(f'setstate() argument must be tuple, not {argument_type(state)}')
    if len(state) != 2 or not isinstance(state[0], bytes) or not isinstance(state[1], int):
        raise TypeError('setstate(): illegal state argument')
    pending, number = state
    number = int.to_bytes(number, 8, 'little')
    if len(pending) > 8:
        raise UnicodeDecodeError(mb_encoding(self), pending, 0, len(pending), 'pending buffer too large')
    mb_keep(self, pending)
    mb_set_state(self, number)


def size_argument(size):
    if size is None:
        return -1
    if not isinstance(size, int):
        raise TypeError('arg 1 must be an integer')
    if not -2 ** 63 <= size < 2 ** 63:
        raise OverflowError('Python int too large to convert to C ssize_t')
    return size


def read_by(self, method, size):
    if size == 0:
        return ''
    text = ''
    while True:
        stream = mb_stream(self)
        call = getattr(stream, method)
        data = call() if size < 0 else call(size)
        if not isinstance(data, bytes):
            raise TypeError(f'stream function returned a non-bytes object ({type(data).__name__:.100})')
        ended = not data
        data = mb_pending(self) + data
        mb_keep(self, b'')
        more, used = mb_decode(self, data)
        text += more
        if (ended or size < 0) and used < len(data):
            more, used = mb_decode_incomplete(self, data, used)
            text += more
        keep_bytes(self, data[used:])
        if size < 0 or text or not data:
            return text
        size = 1


def read(self, size=None):
    return read_by(self, 'read', size_argument(size))


def readline(self, size=None):
    return read_by(self, 'readline', size_argument(size))


def readlines(self, size=None):
    return read_by(self, 'read', size_argument(size)).splitlines(True)


def write(self, text):
    data = encode_more(self, text, False)
    mb_stream(self).write(data)


def writelines(self, lines):
    if isinstance(lines, dict) or not hasattr(type(lines), '__getitem__'):
        raise TypeError('arg must be a sequence object')
    i = 0
    while i < len(lines):
        write(self, lines[i])
        i += 1


def reset_writer(self):
    text = mb_pending(self)
    if text:
        mb_keep(self, '')
        data = mb_encode(self, text, True)[0]
        if data:
            mb_stream(self).write(data)
