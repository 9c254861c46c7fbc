# BufferedReader, BufferedWriter, BufferedRandom and BufferedRWPair: all that may call methods of the raw file. What the buffer
# can do by itself is in src/modules/io/buffered.ts. The state of a file is `buffer_state(self)`:
#
#   raw, readable, writable, size     size: of the buffer `store`, which is made when it is asked for
#   pos                               the place of the file, as a place in the buffer
#   read_end                          the buffer holds what was read up to there; -1: it holds nothing that was read
#   write_pos, write_end              what is to be written lies between; write_end -1: nothing is
#   raw_pos                           where the raw file is, as a place in the buffer; -1: not known
#   abs_pos                           where the raw file is; -1: not known
#
# Who uses the raw file holds the buffer (enter, leave): meanwhile other tasklets wait.


# --- Beginning and end ------------------------------------------------------------------------------------------------


def begin(self, raw, size, readable, writable):
    if readable and writable:
        check_raw(raw.seekable(), 'seekable')
    if readable:
        check_raw(raw.readable(), 'readable')
    if writable:
        check_raw(raw.writable(), 'writable')
    if size <= 0:
        raise ValueError('buffer size must be strictly positive')
    t = buffer_begin(self, raw, size, readable, writable)
    try:
        raw_tell(t)
    except Exception:
        pass
    buffer_ready(self)


def check_raw(able, what):
    if able is not True:
        unsupported(f'File or stream is not {what}.')


def enter(self, t):
    if not t.lock.acquire(False):
        if t.owner is current_tasklet():
            raise RuntimeError(f'reentrant call inside {self!r}')
        t.lock.acquire()
    t.owner = current_tasklet()


def leave(t):
    t.owner = None
    t.lock.release()


def close(self):
    t = buffer_state(self)
    enter(self, t)
    try:
        if t.raw.closed:
            return None
    finally:
        leave(t)
    if self._finalizing:
        dealloc_warn(self, self)
    try:
        self.flush()
    finally:
        enter(self, t)
        try:
            result = t.raw.close()
        finally:
            buffer_drop(self, t)
            leave(t)
    return result


def detach(self):
    t = buffer_state(self)
    self.flush()
    buffer_detach(self)
    return t.raw


def representation(self, t):
    cls = tp_name(type(self))
    if t is not None and t.showing:
        raise RuntimeError(f'reentrant call inside {cls}.__repr__')
    if t is not None:
        t.showing = True
    try:
        return f'<{cls} name={self.name!r}>'
    except (AttributeError, ValueError):
        return f'<{cls}>'
    finally:
        if t is not None:
            t.showing = False


def dealloc_warn(self, source):
    try:
        buffer_state(self).raw._dealloc_warn(source)
    except BaseException:
        pass


# --- The raw file -----------------------------------------------------------------------------------------------------


def check_open(t, message):
    if is_closed(t) and ahead(t) == 0:
        raise ValueError(message)


def is_closed(t):
    return t.closed or bool(t.raw.closed)


def ahead(t):
    # How many bytes have been read that were not asked for.
    return t.read_end - t.pos if t.readable and t.read_end >= 0 else 0


def raw_offset(t):
    # How far the raw file is before the place of this one.
    if (t.readable and t.read_end >= 0 or t.writable and t.write_end >= 0) and t.raw_pos >= 0:
        return t.raw_pos - t.pos
    return 0


def place(value):
    if not has_special(value, '__index__'):
        raise TypeError(f"'{tp_name(type(value))}' object cannot be interpreted as an integer")
    value = value.__index__()
    if not -9223372036854775808 <= value <= 9223372036854775807:
        raise ValueError("cannot fit 'int' into an offset-sized integer")
    return value


def raw_tell(t):
    position = place(t.raw.tell())
    if position < 0:
        raise OSError(f'Raw stream returned invalid position {position}')
    t.abs_pos = position
    return position


def raw_seek(t, offset, whence):
    position = place(t.raw.seek(offset, whence))
    if position < 0:
        raise OSError(f'Raw stream returned invalid position {position}')
    t.abs_pos = position
    return position


def raw_read(t, view):
    # The number of bytes; None: it would wait.
    while True:
        try:
            count = t.raw.readinto(view)
            break
        except InterruptedError:
            pass
    if count is None:
        return None
    try:
        count = place(count)
    except Exception as error:
        raise OSError('raw readinto() failed') from error
    return advance(t, count, len(view), 'readinto')


def raw_write(t, view):
    # Likewise.
    while True:
        try:
            count = t.raw.write(view)
            break
        except InterruptedError:
            pass
    if count is None:
        return None
    try:
        count = place(count)
    except TypeError:
        count = -1
    return advance(t, count, len(view), 'write')


def advance(t, count, size, method):
    if not 0 <= count <= size:
        raise OSError(f'raw {method}() returned invalid length {count} (should have been between 0 and {size})')
    if count > 0 and t.abs_pos != -1:
        t.abs_pos += count
    return count


# --- Reading ----------------------------------------------------------------------------------------------------------


def fill(t):
    # Reads into what is left of the buffer.
    start = t.read_end if t.read_end >= 0 else 0
    with memoryview(t.store)[start:] as view:
        count = raw_read(t, view)
    if count:
        t.read_end = t.raw_pos = start + count
    return count


def flush_and_rewind(t):
    write_out(t)
    if t.readable:
        offset = raw_offset(t)
        try:
            raw_seek(t, -offset, 1)
        finally:
            t.read_end = -1


def prepare_to_read(t):
    if t.writable:
        flush_and_rewind(t)
    t.read_end = -1


def read(self, size):
    t = buffer_state(self)
    if size < -1:
        raise ValueError('read length must be non-negative or -1')
    check_open(t, 'read of closed file')
    if 0 <= size <= ahead(t):
        return buffer_take(t, size)
    enter(self, t)
    try:
        return read_all(t) if size == -1 else read_some(t, size)
    finally:
        leave(t)


def read_all(t):
    data = buffer_take(t, ahead(t))
    prepare_to_read(t)
    readall = getattr(t.raw, 'readall', None)
    if readall is not None:
        more = readall()
        if more is not None and not isinstance(more, bytes):
            raise TypeError('readall() should return bytes')
        return more if not data else data if more is None else data + more
    parts = [data]
    while True:
        more = t.raw.read()
        if more is not None and not isinstance(more, bytes):
            raise TypeError('read() should return bytes')
        if not more:
            data = b''.join(parts)
            return data or more
        parts.append(more)
        if t.abs_pos != -1:
            t.abs_pos += len(more)


def read_some(t, size):
    have = ahead(t)
    if size <= have:
        return buffer_take(t, size)
    result = bytearray(size)
    result[:have] = buffer_take(t, have)
    done = have
    prepare_to_read(t)
    # Whole blocks go past the buffer.
    while size - done >= t.size:
        left = size - done
        with memoryview(result)[done:done + left - left % t.size] as view:
            count = raw_read(t, view)
        if not count:
            return bytes(result[:done]) if count == 0 or done > 0 else None
        done += count
    t.pos = t.raw_pos = t.read_end = 0
    while done < size and t.read_end < t.size:
        count = fill(t)
        if not count:
            return bytes(result[:done]) if count == 0 or done > 0 else None
        data = buffer_take(t, min(count, size - done))
        result[done:done + len(data)] = data
        done += len(data)
    return bytes(result[:done])


def read1(self, size):
    t = buffer_state(self)
    if size < 0:
        size = t.size
    check_open(t, 'read of closed file')
    if size == 0:
        return b''
    have = ahead(t)
    if have > 0:
        return buffer_take(t, min(have, size))
    result = bytearray(size)
    enter(self, t)
    try:
        prepare_to_read(t)
        with memoryview(result) as view:
            count = raw_read(t, view) or 0
    finally:
        leave(t)
    return bytes(result[:count])


def readinto(self, buffer, once):
    t = buffer_state(self)
    with writable_view(buffer, 'readinto1' if once else 'readinto') as view:
        check_open(t, 'readinto of closed file')
        size = len(view)
        have = ahead(t)
        done = min(have, size)
        if have > 0:
            view[:done] = buffer_take(t, done)
            if done == size:
                return done
        enter(self, t)
        try:
            return read_into(t, view, done, once)
        finally:
            leave(t)


def read_into(t, view, done, once):
    prepare_to_read(t)
    t.pos = 0
    size = len(view)
    while done < size:
        direct = size - done > t.size
        if direct:
            with view[done:] as rest:
                count = raw_read(t, rest)
        elif once and done:
            break
        else:
            count = fill(t)
        if not count:
            return None if count is None and done == 0 else done
        if not direct:
            data = buffer_take(t, min(count, size - done))
            count = len(data)
            view[done:done + count] = data
        done += count
        if once:
            break
    return done


def readline(self, limit):
    t = buffer_state(self)
    check_open(t, 'readline of closed file')
    line = buffer_line(t, limit)
    if line is not None:
        return line
    enter(self, t)
    try:
        data = buffer_take(t, ahead(t))
        parts = [data]
        if limit >= 0:
            limit -= len(data)
        if t.writable:
            flush_and_rewind(t)
        while True:
            t.read_end = -1
            t.pos = 0
            count = fill(t)
            if not count:
                break
            line = buffer_line(t, limit)
            if line is not None:
                parts.append(line)
                break
            parts.append(buffer_take(t, count))
            if limit >= 0:
                limit -= count
        return b''.join(parts)
    finally:
        leave(t)


def next_line(self):
    # None at the end.
    buffer_state(self)
    if buffer_is_plain(self):
        line = readline(self, -1)
    else:
        line = self.readline()
        if not isinstance(line, bytes):
            raise OSError(f"readline() should have returned a bytes object, not '{tp_name(type(line))}'")
    return line or None


def peek(self):
    t = buffer_state(self)
    check_open(t, 'peek of closed file')
    enter(self, t)
    try:
        if t.writable:
            flush_and_rewind(t)
        have = ahead(t)
        if have > 0:
            return bytes(t.store[t.pos:t.pos + have])
        t.read_end = -1
        count = fill(t) or 0
        t.pos = 0
        return bytes(t.store[:count])
    finally:
        leave(t)


# --- Writing ----------------------------------------------------------------------------------------------------------


def adjust(t, pos):
    t.pos = pos
    if t.readable and t.read_end != -1 and t.read_end < pos:
        t.read_end = pos


def write(self, data):
    t = buffer_state(self)
    with bytes_view(data) as view:
        enter(self, t)
        try:
            if is_closed(t):
                raise ValueError('write to closed file')
            return write_view(t, view)
        finally:
            leave(t)


def write_view(t, view):
    length = len(view)
    if (not t.readable or t.read_end < 0) and t.write_end < 0:
        t.pos = t.raw_pos = 0
    if length <= t.size - t.pos and length < t.size:
        buffer_put(t, view)
        return length
    try:
        write_out(t)
        full = False
    except BlockingIOError:
        full = True
    if full:
        return keep(t, view)
    offset = raw_offset(t)
    if offset != 0:
        raw_seek(t, -offset, 1)
        t.raw_pos -= offset
    done = 0
    while length - done > t.size:
        with view[done:] as rest:
            count = raw_write(t, rest)
        if count is None:
            # As much as there is room for is kept.
            t.store[:] = view[done:done + t.size]
            t.raw_pos = 0
            adjust(t, t.size)
            hold(t, 0, t.size)
            done += t.size
            raise BlockingIOError(11, 'write could not complete without blocking', done)
        done += count
    if t.readable:
        t.read_end = -1
    left = length - done
    if left > 0:
        t.store[:left] = view[done:]
    hold(t, 0, left)
    adjust(t, left)
    t.raw_pos = 0
    return length


def hold(t, start, end):
    t.write_pos = start
    t.write_end = end
    buffer_holds(t)


def keep(t, view):
    # What is written does not fit into the raw file now: it is kept, as far as there is room.
    if t.readable:
        t.read_end = -1
    start = t.write_pos
    held = t.write_end - start
    t.store[:held] = t.store[start:t.write_end]
    t.write_end -= start
    t.raw_pos -= start
    t.pos -= start
    t.write_pos = 0
    room = t.size - t.write_end
    count = min(room, len(view))
    t.store[t.write_end:t.write_end + count] = view[:count]
    t.write_end += count
    t.pos += count
    if count == len(view):
        return count
    raise BlockingIOError(11, 'write could not complete without blocking', count)


def write_out(t):
    if t.writable and t.write_end >= 0 and t.write_pos < t.write_end:
        rewind = raw_offset(t) + t.pos - t.write_pos
        if rewind != 0:
            raw_seek(t, -rewind, 1)
            t.raw_pos -= rewind
        while t.write_pos < t.write_end:
            with buffer_held(t) as view:
                count = raw_write(t, view)
            if count is None:
                raise BlockingIOError(11, 'write could not complete without blocking', 0)
            t.write_pos += count
            t.raw_pos = t.write_pos
    if t.writable:
        t.write_pos = 0
        t.write_end = -1
        buffer_holds_nothing(t)


def flush(self):
    t = buffer_state(self)
    check_open(t, 'flush of closed file')
    enter(self, t)
    try:
        flush_and_rewind(t)
    finally:
        leave(t)


def truncate(self, size):
    t = buffer_state(self)
    check_open(t, 'truncate of closed file')
    if not t.writable:
        unsupported('truncate')
    enter(self, t)
    try:
        flush_and_rewind(t)
        result = t.raw.truncate(size)
        try:
            raw_tell(t)
        except Exception:
            pass
        return result
    finally:
        leave(t)


# --- Places -----------------------------------------------------------------------------------------------------------


def tell(self):
    t = buffer_state(self)
    return max(0, raw_tell(t) - raw_offset(t))


def seek(self, target, whence):
    t = buffer_state(self)
    if not 0 <= whence <= 4:
        raise ValueError(f'whence value {whence} unsupported')
    check_open(t, 'seek of closed file')
    check_raw(t.raw.seekable(), 'seekable')
    target = place(target)
    if whence <= 1 and t.readable:
        # Within what was read the raw file need not move.
        current = t.abs_pos if t.abs_pos != -1 else raw_tell(t)
        have = ahead(t)
        if have > 0:
            offset = target - (current - raw_offset(t)) if whence == 0 else target
            if -t.pos <= offset <= have:
                t.pos += offset
                return max(0, current - have + offset)
    enter(self, t)
    try:
        write_out(t)
        if whence == 1:
            target -= raw_offset(t)
        position = raw_seek(t, target, whence)
        t.raw_pos = -1
        if t.readable:
            t.read_end = -1
        return position
    finally:
        leave(t)


# --- Pairs ------------------------------------------------------------------------------------------------------------


def pair(self, reader, writer, size):
    check_raw(reader.readable(), 'readable')
    check_raw(writer.writable(), 'writable')
    import _io
    pair_set(self, _io.BufferedReader(reader, size), _io.BufferedWriter(writer, size))


def pair_close(reader, writer):
    try:
        writer.close()
    finally:
        result = reader.close()
    return result


def pair_isatty(reader, writer):
    return writer.isatty() or reader.isatty()
