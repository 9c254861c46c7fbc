# The part of _datetime that asks zones and subclasses made in Python.

# --- Zones


def offset(zone, dt):
    # zone.utcoffset(dt), checked: a timedelta or None.
    if zone is None:
        return None
    return checked_offset(zone.utcoffset(dt), 'utcoffset')


def dst(zone, dt):
    if zone is None:
        return None
    return checked_offset(zone.dst(dt), 'dst')


def checked_offset(delta, name):
    if delta is None or datetime_is_offset(delta, name):
        return delta
    return bad_offset(delta)


def bad_offset(delta):
    raise ValueError(f'offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not {delta!r}')


def tzname(zone, dt):
    if zone is None:
        return None
    return datetime_zone_name(zone.tzname(dt))


def with_offset(text, separator, zone, dt):
    # What `isoformat` has before the offset, and the offset.
    delta = offset(zone, dt)
    return text if delta is None else text + datetime_offset_text(delta, separator)


def fromutc(dt):
    # tzinfo.fromutc: a zone that differs by its dst() from a standard offset.
    zone = datetime_zone(dt)
    delta = offset(zone, dt)
    if delta is None:
        raise ValueError('fromutc: non-None utcoffset() result required')
    summer = dst(zone, dt)
    if summer is None:
        raise ValueError('fromutc: non-None dst() result required')
    result = datetime_add(dt, datetime_difference(delta, summer), 1)
    summer = dst(zone, result)
    if summer is None:
        raise ValueError('fromutc: tz.dst() gave inconsistent results; cannot convert')
    return datetime_add(result, summer, 1) if datetime_microseconds(summer) else result


def tzinfo_reduce(self):
    arguments = getattr(self, '__getinitargs__', None)
    arguments = () if arguments is None else arguments()
    return type(self), arguments, self.__getstate__()


def timezone_repr(offset, name):
    if name is None:
        return f'datetime.timezone({offset!r})'
    return f'datetime.timezone({offset!r}, {name!r})'


def repr_with_zone(text, fold, zone, fold_last):
    # The text of a repr, before its last bracket, with what else there is.
    if fold and not fold_last:
        text += f', fold={fold}'
    if zone is not None:
        text += f', tzinfo={zone!r}'
    if fold and fold_last:
        text += f', fold={fold}'
    return text + ')'


# --- Comparing, subtracting and hashing


def compare(self, other, op):
    zone, other_zone = datetime_zone(self), datetime_zone(other)
    first = offset(zone, self)
    second = offset(other_zone, other)
    if first is None or second is None or not datetime_differ(first, second):
        order = datetime_order(self, other, first, second, op)
    else:
        # As in C, which asks them a second time.
        order = datetime_sign(subtract(self, other))
    if order == 0 and op in ('Eq', 'NotEq'):
        # Where the offset depends on the fold nothing in another zone is equal.
        if folded_otherwise(self, zone, first) or folded_otherwise(other, other_zone, second):
            order = 1
    return datetime_test(order, op)


def folded_otherwise(dt, zone, delta):
    flipped = offset(zone, datetime_flipped(dt))
    return flipped is not delta and datetime_differ(flipped, delta)


def compare_times(self, other, op):
    first = offset(datetime_zone(self), None)
    second = offset(datetime_zone(other), None)
    return datetime_test(datetime_order(self, other, first, second, op), op)


def subtract(self, other):
    first = offset(datetime_zone(self), self)
    second = offset(datetime_zone(other), other)
    return datetime_between(self, other, first, second)


def hash_of(self, argument):
    # `argument` is what the zone is asked about.
    return datetime_hash(self, offset(datetime_zone(self), argument))


def timestamp(self):
    return datetime_since_epoch(self, offset(datetime_zone(self), self))


# --- Converting


def in_zone(cls, arguments, zone):
    return zone.fromutc(cls(*arguments))


def astimezone(self, zone):
    own = datetime_zone(self)
    if own is None:
        own = datetime_local_zone(self)
    if own is zone:
        return self
    delta = offset(own, self)
    if delta is None:
        delta = datetime_local_zone(self).utcoffset(self)
    result = datetime_add(self, delta, -1)
    if zone is None:
        zone = datetime_zone_at(result)
    return zone.fromutc(datetime_set_zone(result, zone))


def timetuple(self):
    summer = dst(datetime_zone(self), self)
    return datetime_struct(self, -1 if summer is None else 1 if datetime_microseconds(summer) else 0)


def utctimetuple(self):
    delta = offset(datetime_zone(self), self)
    return datetime_struct(self if delta is None else datetime_add(self, delta, -1), 0)


# --- Texts


def date_str(self):
    return self.isoformat()


def datetime_str(self):
    return self.isoformat(' ')


def strftime(self, format):
    return formatted(self, format, self.timetuple(), self)


def formatted(self, format, timetuple, argument):
    # strftime: what the module time does not know is put into the format. `argument` is what the zone is asked about.
    from time import strftime
    if not datetime_is_plain(format, timetuple):
        format = expanded(self, format, timetuple, argument, strftime)
    return strftime(format, timetuple)


def expanded(self, format, timetuple, argument, strftime):
    known = {}
    result = []
    for part in datetime_directives(format):
        text = known.get(part)
        if text is None:
            if part == '%z':
                text = with_offset('', '', datetime_zone(self), argument)
            elif part == '%:z':
                text = with_offset('', ':', datetime_zone(self), argument)
            elif part == '%Z':
                text = zone_text(datetime_zone(self), argument)
            elif part == '%f':
                text = datetime_microsecond_text(self)
            elif part in ('%Y', '%G', '%F', '%C'):
                text = year_text(part, timetuple, strftime)
            else:
                text = part
            known[part] = text
        result.append(text)
    return ''.join(result)


def zone_text(zone, argument):
    name = tzname(zone, argument)
    if name is None:
        return ''
    name = name.replace('%', '%%')
    if not isinstance(name, str):
        raise TypeError('tzname.replace() did not return a string')
    return name


def year_text(part, timetuple, strftime):
    # Years have four digits, for which the C library does not care.
    year = timetuple[0]
    if year >= 1000:
        return part
    if part == '%G':
        year = int(strftime('%G', timetuple))
    text = f'{year:04}'
    if part == '%F':
        return text + '-%m-%d'
    return text[:-2] if part == '%C' else text


# --- Class methods


def today(cls):
    from time import time
    return cls.fromtimestamp(time())


def utcnow(cls):
    import warnings
    warnings.warn('datetime.datetime.utcnow() is deprecated and scheduled for removal in a future version. Use timezone-aware '
                  'objects to represent datetimes in UTC: datetime.datetime.now(datetime.UTC).', DeprecationWarning, 1)
    return datetime_utcnow(cls)


def utcfromtimestamp(cls, timestamp):
    import warnings
    warnings.warn('datetime.datetime.utcfromtimestamp() is deprecated and scheduled for removal in a future version. Use '
                  'timezone-aware objects to represent datetimes in UTC: datetime.datetime.fromtimestamp(timestamp, datetime.UTC).',
                  DeprecationWarning, 1)
    return datetime_utcfromtimestamp(cls, timestamp)


def _strptime_datetime_date(cls, string, format):
    import _strptime
    return _strptime._strptime_datetime_date(cls, string, format)


def _strptime_datetime_time(cls, string, format):
    import _strptime
    return _strptime._strptime_datetime_time(cls, string, format)


def _strptime_datetime_datetime(cls, string, format):
    import _strptime
    return _strptime._strptime_datetime_datetime(cls, string, format)


# --- Durations, where numbers are too large or have operators of their own


def make_delta(cls, parts):
    total, leftover = 0, 0.0
    for name, factor, value in parts:
        if datetime_check_part(name, value):
            value = float.__pos__(value)
            whole = int(value)
            fraction = value - whole
            total += whole * factor
            if fraction:
                fraction *= factor
                whole = int(fraction)
                total += whole
                leftover += fraction - whole
        else:
            total = total + value * factor
    if leftover:
        whole = datetime_round_leftover(leftover, total & 1)
        total = total + whole
    return of_microseconds(cls, total)


def of_microseconds(cls, total):
    seconds, microseconds = pair(divmod(total, 1000000), 1000000)
    days, seconds = pair(divmod(seconds, 86400), 86400)
    return datetime_delta(cls, days, seconds, microseconds)


def pair(result, limit):
    # What a divmod made in Python gave must be a quotient and a remainder.
    if not isinstance(result, tuple):
        raise TypeError(f'divmod() returned non-tuple (type {type(result).__name__})')
    if len(result) != 2:
        raise TypeError(f'divmod() returned a tuple of size {len(result)}')
    quotient, rest = result
    if not 0 <= rest < limit:
        raise TypeError('divmod() returned a value out of range')
    return quotient, rest


def multiply(delta, number):
    return of_microseconds(datetime_delta_class(), number * datetime_microseconds(delta))


def floor_divide(delta, number):
    return of_microseconds(datetime_delta_class(), datetime_microseconds(delta) // number)


def ratio(number):
    result = number.as_integer_ratio()
    if not isinstance(result, tuple):
        raise TypeError(f"unexpected return type from as_integer_ratio(): expected tuple, got '{type(result).__name__}'")
    if len(result) != 2:
        raise ValueError('as_integer_ratio() must return a 2-tuple')
    return result


def multiply_float(delta, number):
    numerator, denominator = ratio(number)
    return of_nearest(datetime_microseconds(delta) * numerator, denominator)


def divide_float(delta, number):
    numerator, denominator = ratio(number)
    return of_nearest(datetime_microseconds(delta) * denominator, numerator)


def of_nearest(a, b):
    return of_microseconds(datetime_delta_class(), datetime_divide_nearest(a, b))
