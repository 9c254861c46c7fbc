# TextIOWrapper: all that may call methods of the buffer below, of encoders and of decoders. What is done for most calls of
# `write`, `readline` and the like is in src/modules/io/text-wrapper.ts. The state of a file is `text_state(self)`:
#
#   buffer, encoding, errors, encoder, decoder (the last two None where the buffer is not writable, not readable)
#   newline            as given; written_newline: what '\n' becomes when it is written, None: it stays
#   kind               a codec that str.encode knows, in place of the encoder; None for others
#   start_of_stream    nothing has been encoded: a byte order mark belongs there
#   decoded, used      text that was read, and how many characters of it have been given
#   snapshot           (flags of the decoder, bytes): where what is in `decoded` began; None: it cannot be told
#   ratio              bytes for a character, in what was read last
#   pending            how many bytes wait to be written (text_add, text_take)

DIRECT = {'ascii': 'ascii', 'iso8859-1': 'latin-1', 'utf-8': 'utf-8', 'utf-16-be': 'utf-16-be', 'utf-16-le': 'utf-16-le',
          'utf-16': 'utf-16', 'utf-32-be': 'utf-32-be', 'utf-32-le': 'utf-32-le', 'utf-32': 'utf-32'}


# --- Beginning --------------------------------------------------------------------------------------------------------


def optional_text(value, name, caller):
    if value is not None:
        if not isinstance(value, str):
            raise TypeError(f"{caller}() argument '{name}' must be str or None, not {tp_name(type(value))}")
        if not value.isascii():
            value.encode()


def check_newline(newline):
    if newline not in (None, '', '\n', '\r', '\r\n'):
        raise ValueError(f'illegal newline value: {newline}')


def init(self, buffer, encoding, errors, newline, line_buffering, write_through):
    for value, name in (encoding, 'encoding'), (newline, 'newline'), (errors, 'errors'):
        optional_text(value, name, 'TextIOWrapper')
        if value is not None and '\0' in value:
            raise ValueError('embedded null character')
    if encoding is None:
        encoding = default_encoding()
    errors = checked_errors(errors)
    check_newline(newline)
    encoding = actual_encoding(encoding)
    codec = text_codec(encoding)
    t = text_begin(self)
    t.encoding = encoding
    t.errors = errors
    t.line_buffering = bool(line_buffering)
    t.write_through = bool(write_through)
    set_newline(t, newline)
    set_codec(t, buffer, codec)
    t.buffer = buffer
    t.seekable = t.telling = bool(buffer.seekable())
    t.has_read1 = hasattr(buffer, 'read1')
    if t.seekable and t.encoder is not None:
        t.start_of_stream = buffer.tell() == 0
        if not t.start_of_stream:
            t.encoder.setstate(0)
    text_ready(self)


def checked_errors(errors):
    if errors is None:
        return 'strict'
    import sys
    if sys.flags.dev_mode:
        import _codecs
        _codecs.lookup_error(errors)
    return errors


def default_encoding():
    import _io
    return _io.text_encoding(None, 1)


def actual_encoding(encoding):
    if encoding != 'locale':
        return encoding
    try:
        import locale
    except ImportError:
        return 'utf-8'
    return locale.getencoding()


def text_codec(encoding):
    # None for UTF-8, which needs no codec of the library.
    if isinstance(encoding, str) and is_utf8(encoding):
        return None
    codec = codec_lookup(encoding)
    if not getattr(codec, '_is_text_encoding', True):
        raise LookupError(f"'{encoding}' is not a text encoding")
    return codec


def set_newline(t, newline):
    t.newline = newline
    t.written_newline = newline if newline and newline != '\n' else None


def set_codec(t, buffer, codec):
    t.decoder = t.encoder = t.kind = None
    if buffer.readable():
        decoder = utf8_decoder(t.errors) if codec is None else codec.incrementaldecoder(t.errors)
        t.decoder = decoder if t.newline else newline_decoder(decoder, t.newline is None)
    if not buffer.writable():
        return
    if codec is None:
        t.encoder = utf8_encoder()
        t.kind = 'utf-8'
    else:
        t.encoder = codec.incrementalencoder(t.errors)
        name = getattr(codec, 'name', None)
        if isinstance(name, str):
            t.kind = DIRECT.get(name)


def detach(self):
    t = text_state(self)
    self.flush()
    buffer = t.buffer
    text_detach(self)
    return buffer


ABSENT = object()


def reconfigure(self, encoding, errors, newline, newline_given, line_buffering, write_through):
    t = text_state(self)
    if t.decoded and (encoding is not None or errors is not None or newline_given):
        unsupported('It is not possible to set the encoding or newline of stream after the first read')
    if newline is not None and not isinstance(newline, str):
        raise TypeError(f"reconfigure() argument 'newline' must be str or None, not {tp_name(type(newline))}")
    if newline_given:
        check_newline(newline)
    line_buffering = flag(line_buffering, t.line_buffering)
    write_through = flag(write_through, t.write_through)
    self.flush()
    t.ratio = 0.0
    if newline_given:
        set_newline(t, newline)
    change_encoding(t, encoding, errors, newline_given)
    t.line_buffering = line_buffering
    t.write_through = write_through
    text_ready(self)


def flag(value, default):
    if value is None:
        return default
    if not has_special(value, '__index__'):
        raise TypeError(f"'{tp_name(type(value))}' object cannot be interpreted as an integer")
    value = value.__index__()
    if not -2147483648 <= value <= 2147483647:
        raise OverflowError('Python int too large to convert to C int')
    return value != 0


def change_encoding(t, encoding, errors, newline_given):
    optional_text(encoding, 'encoding', 'reconfigure')
    optional_text(errors, 'errors', 'reconfigure')
    if encoding is None and errors is None and not newline_given:
        return
    if encoding is None:
        encoding = t.encoding
        errors = t.errors if errors is None else checked_errors(errors)
    else:
        encoding = actual_encoding(encoding).partition('\0')[0]
        errors = checked_errors(errors)
    codec = text_codec(encoding)
    t.encoding = encoding
    t.errors = errors
    set_codec(t, t.buffer, codec)
    if t.encoder is not None and t.seekable:
        t.start_of_stream = t.buffer.tell() == 0
        if not t.start_of_stream:
            t.encoder.setstate(0)


# --- Writing ----------------------------------------------------------------------------------------------------------


def write(self, text):
    t = text_state(self)
    check_closed(self)
    if t.encoder is None:
        unsupported('not writable')
    size = len(text)
    has_newline = (t.written_newline is not None or t.line_buffering) and '\n' in text
    if has_newline and t.written_newline is not None:
        text = text.replace('\n', t.written_newline)
    flushing = t.line_buffering and (has_newline or '\r' in text)
    data = encode(t, text)
    while t.pending and t.pending + len(data) > t.chunk:
        write_pending(self, t)
    text_add(t, data)
    if t.pending >= t.chunk or flushing or t.write_through:
        write_pending(self, t)
    if flushing:
        t.buffer.flush()
    if t.snapshot is not None:
        forget_decoded(t)
    if t.decoder is not None:
        t.decoder.reset()
        t.touched = False
    return size


def encode(t, text):
    kind = t.kind
    if kind is None:
        data = t.encoder.encode(text)
        if not isinstance(data, bytes):
            raise TypeError(f"encoder should return a bytes object, not '{tp_name(type(data))}'")
        return data
    if not t.start_of_stream and (kind == 'utf-16' or kind == 'utf-32'):
        kind += '-le'
    data = text.encode(kind, t.errors)
    t.start_of_stream = False
    return data


def write_pending(self, t):
    if t.pending:
        data = text_take(t)
        while True:
            try:
                t.buffer.write(data)
                return
            except InterruptedError:
                pass


def flush(self):
    t = text_state(self)
    check_closed(self)
    t.telling = t.seekable
    write_pending(self, t)
    return t.buffer.flush()


def close(self):
    t = text_state(self)
    if self.closed or text_is_detached(self):
        return None
    if self._finalizing:
        warn_dropped(t.buffer, self)
    try:
        self.flush()
    finally:
        result = t.buffer.close()
    file_is_closed(self)
    return result


def warn_dropped(buffer, file):
    try:
        buffer._dealloc_warn(file)
    except BaseException:
        pass


def truncate(self, size):
    t = text_state(self)
    self.flush()
    return t.buffer.truncate(size)


# --- Reading ----------------------------------------------------------------------------------------------------------


def set_decoded(t, text):
    t.decoded = text
    t.used = 0


def forget_decoded(t):
    set_decoded(t, '')
    t.snapshot = None


def decoder_state(t):
    state = t.decoder.getstate()
    if not isinstance(state, tuple):
        raise TypeError('illegal decoder state')
    if len(state) != 2 or not isinstance(state[1], int):
        raise TypeError('illegal decoder state')
    if not isinstance(state[0], bytes):
        raise TypeError('illegal decoder state: the first item should be a bytes object, '
                        f"not '{tp_name(type(state[0]))}'")
    return state


def decode(t, data, final):
    text = t.decoder.decode(data, final)
    if not isinstance(text, str):
        raise TypeError(f"decoder should return a string result, not '{tp_name(type(text))}'")
    return text


def read_chunk(t, hint):
    # Replaces what was decoded by the next piece; false at the end.
    if t.decoder is None:
        unsupported('not readable')
    if t.telling:
        kept, flags = decoder_state(t)
    size = t.chunk
    if hint > 0:
        size = max(size, int(max(t.ratio, 1.0) * hint))
    buffer = t.buffer
    data = buffer.read1(size) if t.has_read1 else buffer.read(size)
    if not isinstance(data, bytes):
        try:
            count = memoryview(data).nbytes
        except TypeError:
            name = 'read1' if t.has_read1 else 'read'
            raise TypeError(f"underlying {name}() should have returned a bytes-like object, "
                            f"not '{tp_name(type(data))}'") from None
    else:
        count = len(data)
    text = decode(t, data, count == 0)
    set_decoded(t, text)
    t.touched = True
    t.ratio = count / len(text) if text else 0.0
    if t.telling:
        t.snapshot = (flags, kept + data)
    return count > 0 or text != ''


def read(self, size):
    t = text_state(self)
    check_closed(self)
    if t.decoder is None:
        unsupported('not readable')
    write_pending(self, t)
    if size < 0:
        data = t.buffer.read()
        if data is None:
            raise BlockingIOError('Read returned None.')
        return read_rest(self, data)
    result = take(t, size)
    if len(result) == size:
        return result
    parts = [result]
    left = size - len(result)
    while left > 0 and read_chunk(t, left):
        part = take(t, left)
        parts.append(part)
        left -= len(part)
    return ''.join(parts)


def read_rest(self, data):
    # All of the text, where the rest of its bytes has just been read.
    t = text_state(self)
    t.touched = True
    text = decode(t, data, True)
    result = t.decoded[t.used:] + text
    if t.snapshot is not None:
        forget_decoded(t)
    else:
        set_decoded(t, '')
    return result


def take(t, count):
    start = t.used
    text = t.decoded[start:start + count]
    t.used = start + len(text)
    return text


def readline(self, limit):
    t = text_state(self)
    check_closed(self)
    write_pending(self, t)
    parts = []
    length = 0
    carried = ''
    while True:
        if t.used >= len(t.decoded) and not fill(t):
            break
        text = t.decoded
        start = t.used
        if carried:
            # It was the first part of what may be the end of a line.
            text = carried + text[start:]
            start = 0
        end, found = line_end(t.newline, text, start)
        if limit >= 0 and end - start + length >= limit:
            end = start + limit - length
            found = True
        parts.append(text[start:end])
        length += end - start
        if found:
            t.used = end if not carried else t.used + end - len(carried)
            return ''.join(parts)
        carried = text[end:]
        set_decoded(t, '')
    forget_decoded(t)
    parts.append(carried)
    return ''.join(parts)


def fill(t):
    set_decoded(t, '')
    while not t.decoded:
        if not read_chunk(t, 0):
            return False
    return True


def line_end(newline, text, start):
    # The end of the line, and whether it is one; else up to where there is certainly none.
    if newline == '':
        end = text_line_end(text, start)
        return (len(text), False) if end < 0 else (end, True)
    mark = newline or '\n'
    at = text.find(mark, start)
    if at >= 0:
        return at + len(mark), True
    end = len(text)
    if mark == '\r\n' and end > start and text[-1] == '\r':
        end -= 1
    return end, False


def next_line(self):
    # None at the end.
    t = text_state(self)
    t.telling = False
    if text_is_plain(self):
        line = readline(self, -1)
    else:
        line = self.readline()
        if not isinstance(line, str):
            raise OSError(f"readline() should have returned a str object, not '{tp_name(type(line))}'")
    if line:
        return line
    t.telling = t.seekable
    t.snapshot = None
    return None


# --- Places -----------------------------------------------------------------------------------------------------------
#
# A place is a number: the position of the buffer in the lowest 64 bits; the flags of the decoder there; how many bytes it is
# to be fed; how many of the characters these give are skipped; whether the end has to be told to it.


def pack_cookie(position, flags, feed=0, skip=0, at_end=0):
    return position | (flags & 0xffffffff) << 64 | feed << 96 | skip << 128 | at_end << 160


def unpack_cookie(cookie):
    flags = (cookie >> 64) & 0xffffffff
    if flags >= 0x80000000:
        flags -= 0x100000000
    return (cookie & 0xffffffffffffffff, flags, (cookie >> 96) & 0xffffffff, (cookie >> 128) & 0xffffffff,
            (cookie >> 160) & 0xff)


def set_decoder_state(t, position, flags):
    if position == 0 and flags == 0:
        t.decoder.reset()
    else:
        t.decoder.setstate((b'', flags))


def reset_encoder(t, at_start):
    if at_start:
        t.encoder.reset()
        t.start_of_stream = True
    else:
        t.encoder.setstate(0)
        t.start_of_stream = False


def tell(self):
    t = text_state(self)
    check_closed(self)
    if not t.seekable:
        unsupported('underlying stream is not seekable')
    if not t.telling:
        raise OSError('telling position disabled by next() call')
    write_pending(self, t)
    self.flush()
    position = t.buffer.tell()
    if t.decoder is None or t.snapshot is None:
        return position
    flags, data = t.snapshot
    position -= len(data)
    if t.used == 0:
        return pack_cookie(position, flags)
    t.touched = True
    saved = t.decoder.getstate()
    try:
        return find_place(t, position, flags, data, t.used)
    finally:
        t.decoder.setstate(saved)


def find_place(t, position, flags, data, skip):
    # First a guess from which on the decoder is fed byte by byte: it is made smaller until it is before the place.
    guess = int(t.ratio * skip)
    back = 1
    start = 0
    while guess > 0:
        set_decoder_state(t, position, flags)
        count = len(t.decoder.decode(data[:guess]))
        if count <= skip:
            kept, now = decoder_state(t)
            if not kept:
                start = guess
                flags = now
                skip -= count
                break
            guess -= len(kept)
            back = 1
        else:
            guess -= back
            back *= 2
    if start == 0:
        set_decoder_state(t, position, flags)
    position += start
    if skip == 0:
        return pack_cookie(position, flags)
    # The last place where the decoder keeps nothing is where `seek` will begin.
    feed = count = at_end = 0
    for i in range(start, len(data)):
        feed += 1
        count += len(t.decoder.decode(data[i:i + 1]))
        kept, now = decoder_state(t)
        if not kept and count <= skip:
            position += feed
            skip -= count
            flags, feed, count = now, 0, 0
        if count >= skip:
            break
    else:
        count += len(t.decoder.decode(b'', True))
        at_end = 1
        if count < skip:
            raise OSError("can't reconstruct logical file position")
    return pack_cookie(position, flags, feed, skip, at_end)


def seek(self, cookie, whence):
    t = text_state(self)
    check_closed(self)
    if not t.seekable:
        unsupported('underlying stream is not seekable')
    if whence == 1:
        if cookie != 0:
            unsupported("can't do nonzero cur-relative seeks")
        cookie = self.tell()
    elif whence == 2:
        if cookie != 0:
            unsupported("can't do nonzero end-relative seeks")
        return seek_end(self, t)
    elif whence != 0:
        raise ValueError(f'invalid whence ({whence}, should be 0, 1 or 2)')
    if cookie < 0:
        raise ValueError(f'negative seek position {cookie!r}')
    self.flush()
    number = int(cookie)
    if number >> 168:
        raise OverflowError('int too big to convert')
    position, flags, feed, skip, at_end = unpack_cookie(number)
    t.buffer.seek(position)
    forget_decoded(t)
    if t.decoder is not None:
        t.touched = True
        set_decoder_state(t, position, flags)
    if skip:
        data = t.buffer.read(feed)
        if not isinstance(data, bytes):
            raise TypeError(f"underlying read() should have returned a bytes object, not '{tp_name(type(data))}'")
        t.snapshot = (flags, data)
        set_decoded(t, decode(t, data, bool(at_end)))
        if len(t.decoded) < skip:
            raise OSError("can't restore logical file position")
        t.used = skip
    else:
        t.snapshot = (flags, b'')
    if t.encoder is not None:
        reset_encoder(t, position == 0 and flags == 0)
    return cookie


def seek_end(self, t):
    self.flush()
    forget_decoded(t)
    if t.decoder is not None:
        t.decoder.reset()
    position = t.buffer.seek(0, 2)
    if t.encoder is not None:
        reset_encoder(t, position == 0)
    return position


# --- Attributes -------------------------------------------------------------------------------------------------------


def representation(self):
    cls = tp_name(type(self))
    t = text_last_state(self)
    if t.showing:
        raise RuntimeError(f'reentrant call inside {cls}.__repr__')
    t.showing = True
    try:
        text = f'<{cls}'
        try:
            text += f' name={self.name!r}'
        except (AttributeError, ValueError):
            pass
        try:
            text += f' mode={self.mode!r}'
        except AttributeError:
            pass
        return f'{text} encoding={t.encoding!r}>'
    finally:
        t.showing = False


def newlines(self):
    decoder = text_state(self).decoder
    return getattr(decoder, 'newlines', None)


def set_chunk(self, size):
    t = text_state(self)
    if not has_special(size, '__index__'):
        raise TypeError(f"'{tp_name(type(size))}' object cannot be interpreted as an integer")
    size = size.__index__()
    if size <= 0:
        raise ValueError('a strictly positive integer is required')
    t.chunk = size
