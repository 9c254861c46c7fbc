# Whatever an operation needs of a zone is asked in C's order.
from datetime import *

class Zone(tzinfo):
    def __init__(self, *offsets, name='Z%'):
        self.offsets = offsets
        self.name = name
    def utcoffset(self, dt):
        print('utcoffset', dt and (dt.hour, dt.fold), end='; ')
        return self.offsets[dt.fold if dt else 0]
    def dst(self, dt):
        print('dst', end='; ')
        return timedelta(0)
    def tzname(self, dt):
        print('tzname', end='; ')
        return self.name

one, two = timedelta(hours=1), timedelta(hours=2)
zone, other, folding, none = Zone(one, one), Zone(two, two), Zone(one, two), Zone(None, None)
a = datetime(2024, 5, 17, 12, tzinfo=zone)
b = datetime(2024, 5, 17, 13, tzinfo=other)
print(a == b, a < b, a - b, hash(a) == hash(b), hash(a) == hash(a))  # expect: utcoffset (12, 0); utcoffset (13, 0); utcoffset (12, 0); utcoffset (13, 0); utcoffset (12, 1); utcoffset (13, 1); utcoffset (12, 0); utcoffset (13, 0); utcoffset (12, 0); utcoffset (13, 0); utcoffset (12, 0); utcoffset (13, 0); utcoffset (12, 0); utcoffset (13, 0); True False 0:00:00 True True
print(a == a.replace(tzinfo=folding), a != a.replace(tzinfo=none), a.replace(tzinfo=none) == datetime(2024, 5, 17, 12))  # expect: utcoffset (12, 0); utcoffset (12, 0); utcoffset (12, 1); utcoffset (12, 1); utcoffset (12, 0); utcoffset (12, 0); utcoffset (12, 0); utcoffset (12, 1); False True True
print(a.isoformat(), a.strftime('%z %Z %z %:z'), str(a.timetz()), a.timetuple().tm_isdst, a.utctimetuple()[3], a.timestamp())  # expect: utcoffset (12, 0); dst; utcoffset (12, 0); tzname; utcoffset (12, 0); utcoffset None; dst; utcoffset (12, 0); utcoffset (12, 0); 2024-05-17T12:00:00+01:00 +0100 Z% +0100 +01:00 12:00:00+01:00 0 11 1715943600.0
print(a.astimezone(other), a.astimezone(UTC), UTC.fromutc(b.replace(tzinfo=UTC)), datetime.fromtimestamp(0, zone))  # expect: utcoffset (12, 0); utcoffset (11, 0); dst; dst; utcoffset (12, 0); utcoffset (0, 0); dst; dst; utcoffset (13, 0); 2024-05-17 13:00:00+02:00 2024-05-17 11:00:00+00:00 2024-05-17 13:00:00+00:00 utcoffset (1, 0); 1970-01-01 01:00:00+01:00
for bad in (Zone(1, 1), Zone(timedelta(1), timedelta(1)), Zone(one, one, name=3)):
    for text in ('str(a)', 'a.strftime("%Z")', 'a == b', 'hash(a) == hash(a)', 'a.utcoffset()'):
        a = datetime(2024, 5, 17, 12, tzinfo=bad)
        try:
            print(eval(text))
        except Exception as e:
            print(type(e).__name__, e)
# expect: utcoffset (12, 0); TypeError tzinfo.utcoffset() must return None or timedelta, not 'int'
# expect: dst; tzname; Z%
# expect: utcoffset (12, 0); TypeError tzinfo.utcoffset() must return None or timedelta, not 'int'
# expect: utcoffset (12, 0); TypeError tzinfo.utcoffset() must return None or timedelta, not 'int'
# expect: utcoffset (12, 0); TypeError tzinfo.utcoffset() must return None or timedelta, not 'int'
# expect: utcoffset (12, 0); ValueError offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)
# expect: dst; tzname; Z%
# expect: utcoffset (12, 0); ValueError offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)
# expect: utcoffset (12, 0); ValueError offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)
# expect: utcoffset (12, 0); ValueError offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)
# expect: utcoffset (12, 0); 2024-05-17 12:00:00+01:00
# expect: dst; tzname; TypeError tzinfo.tzname() must return None or a string, not 'int'
# expect: utcoffset (12, 0); utcoffset (13, 0); utcoffset (12, 0); utcoffset (13, 0); utcoffset (12, 1); utcoffset (13, 1); True
# expect: utcoffset (12, 0); True
# expect: utcoffset (12, 0); 1:00:00
for call in (lambda: a.replace(tzinfo=none) < b, lambda: none.fromutc(datetime(1, 1, 1, tzinfo=none)), lambda: time(1, tzinfo=zone) < time(1)):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
# expect: utcoffset (12, 0); utcoffset (13, 0); TypeError can't compare offset-naive and offset-aware datetimes
# expect: utcoffset (0, 0); ValueError fromutc: non-None utcoffset() result required
# expect: utcoffset None; TypeError can't compare offset-naive and offset-aware times
