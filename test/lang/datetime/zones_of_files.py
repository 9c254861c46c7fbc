# ZoneInfo.from_file: what holds between changes, in the fold and the gap, and by the rule after the last.
import io, pickle, struct
from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

def zone(changes, kinds, rule, key=None):
    names = b''.join(name.encode() + b'\0' for _, _, name in kinds)
    starts = [sum(len(name) + 1 for _, _, name in kinds[:i]) for i in range(len(kinds))]
    header = lambda n: b'TZif2' + bytes(15) + struct.pack('>6l', 0, 0, 0, *n)
    data = struct.pack(f'>{len(changes)}q', *(at for at, _ in changes)) + bytes(kind for _, kind in changes)
    data += b''.join(struct.pack('>lbb', offset, dst, start) for (offset, dst, _), start in zip(kinds, starts)) + names
    file = header((0, 0, 0)) + header((len(changes), len(kinds), len(names))) + data + b'\n' + rule + b'\n'
    return ZoneInfo.from_file(io.BytesIO(file), key=key)

kinds = [(3208, 0, 'LMT'), (3600, 0, 'CET'), (7200, 1, 'CEST')]
z = zone([(-2422054408, 1), (1711846800, 2), (1729990800, 1)], kinds, b'CET-1CEST,M3.5.0,M10.5.0/3', 'Some/Where')
print(repr(z), z, z.key)  # expect: zoneinfo.ZoneInfo(key='Some/Where') Some/Where Some/Where
def show(*args, fold=0):
    d = datetime(*args, tzinfo=z, fold=fold)
    print(d, d.dst(), d.tzname(), d.astimezone(timezone.utc), d.astimezone(timezone.utc).astimezone(z).fold)
show(1800, 1, 1)  # expect: 1800-01-01 00:00:00+00:53:28 0:00:00 LMT 1799-12-31 23:06:32+00:00 0
show(1950, 7, 1)  # expect: 1950-07-01 00:00:00+01:00 0:00:00 CET 1950-06-30 23:00:00+00:00 0
show(2024, 3, 31, 2, 30)  # expect: 2024-03-31 02:30:00+01:00 0:00:00 CET 2024-03-31 01:30:00+00:00 0
show(2024, 3, 31, 2, 30, fold=1)  # expect: 2024-03-31 02:30:00+02:00 1:00:00 CEST 2024-03-31 00:30:00+00:00 0
show(2024, 7, 1)  # expect: 2024-07-01 00:00:00+02:00 1:00:00 CEST 2024-06-30 22:00:00+00:00 0
show(2024, 10, 27, 2, 30)  # expect: 2024-10-27 02:30:00+02:00 1:00:00 CEST 2024-10-27 00:30:00+00:00 0
show(2024, 10, 27, 2, 30, fold=1)  # expect: 2024-10-27 02:30:00+01:00 0:00:00 CET 2024-10-27 01:30:00+00:00 1
show(2050, 7, 1)  # expect: 2050-07-01 00:00:00+02:00 1:00:00 CEST 2050-06-30 22:00:00+00:00 0
show(2050, 10, 30, 2, 59, 59)  # expect: 2050-10-30 02:59:59+02:00 1:00:00 CEST 2050-10-30 00:59:59+00:00 0
show(2050, 10, 30, 2, 59, 59, fold=1)  # expect: 2050-10-30 02:59:59+01:00 0:00:00 CET 2050-10-30 01:59:59+00:00 1
show(2050, 12, 1)  # expect: 2050-12-01 00:00:00+01:00 0:00:00 CET 2050-11-30 23:00:00+00:00 0
print(time(1, tzinfo=z).utcoffset(), time(1, tzinfo=zone([], [(-3600, 0, 'X')], b'X1')), datetime(2024, 7, 1, tzinfo=z) - datetime(2024, 1, 1, tzinfo=z))  # expect: None 01:00:00-01:00 182 days, 0:00:00
a, b = datetime(2024, 10, 27, 2, 30, tzinfo=z), datetime(2024, 10, 27, 0, 30, tzinfo=timezone.utc)
print(a == b, a <= b, a - b, hash(a) == hash(a.replace(fold=1)))  # expect: False True 0:00:00 True

class Moment(datetime):
    pass

print(repr(Moment(2024, 10, 27, 1, 30, tzinfo=timezone.utc).astimezone(z))[:32], Moment.fromtimestamp(1729992600, z))  # expect: Moment(2024, 10, 27, 2, 30, fold 2024-10-27 02:30:00+01:00
for rule in b'CET-1CEST', b'+11', b'A4B,J0/2,J20/2', b'A4B,M13.1.1,M1.1.1':
    try:
        zone([], [(3600, 0, 'CET')], rule)
    except ValueError as e:
        print('ValueError')
# expect: ValueError
# expect: ValueError
# expect: ValueError
# expect: ValueError
for call in (lambda: pickle.dumps(z), lambda: z.fromutc(1), lambda: z.fromutc(datetime(1, 1, 1)), lambda: z.utcoffset(1), lambda: ZoneInfo(), lambda: ZoneInfo('no/such')):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, '' if isinstance(e, KeyError) else e)
# expect: PicklingError Cannot pickle a ZoneInfo file from a file stream.
# expect: TypeError fromutc: argument must be a datetime
# expect: ValueError fromutc: dt.tzinfo is not self
# expect: AttributeError 'int' object has no attribute 'toordinal'
# expect: TypeError ZoneInfo() missing required argument 'key' (pos 1)
# expect: ZoneInfoNotFoundError 
