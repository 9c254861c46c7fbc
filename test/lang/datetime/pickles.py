# States are C's bytes; old pickles have them as str.
import copy, pickle
from datetime import *

class Moment(datetime):
    pass

class Zone(tzinfo):
    def __init__(self, hours=1):
        self.hours = hours
    def __getinitargs__(self):
        return (self.hours,)

values = [date(2024, 5, 17), time(1, 2, 3, 456789), datetime(2024, 5, 17, 1, 2, 3, 456789), timedelta(-1, 2, 3), UTC, timezone(timedelta(1, -1), 'x'),
          datetime(1, 1, 1, tzinfo=UTC, fold=1), time(fold=1, tzinfo=UTC), Moment(2024, 1, 1), date(2024, 5, 17).isocalendar()]
for value in values:
    print(repr(value), value.__reduce_ex__(4), value.__reduce_ex__(2)[1] if isinstance(value, (datetime, time)) else '')
    for protocol in range(6):
        again = pickle.loads(pickle.dumps(value, protocol))
        assert again == value and (type(again) is type(value) or type(again) is tuple), value
    assert copy.copy(value) == copy.deepcopy(value) == value
# expect: datetime.date(2024, 5, 17) (<class 'datetime.date'>, (b'\x07\xe8\x05\x11',)) 
# expect: datetime.time(1, 2, 3, 456789) (<class 'datetime.time'>, (b'\x01\x02\x03\x06\xf8U',)) (b'\x01\x02\x03\x06\xf8U',)
# expect: datetime.datetime(2024, 5, 17, 1, 2, 3, 456789) (<class 'datetime.datetime'>, (b'\x07\xe8\x05\x11\x01\x02\x03\x06\xf8U',)) (b'\x07\xe8\x05\x11\x01\x02\x03\x06\xf8U',)
# expect: datetime.timedelta(days=-1, seconds=2, microseconds=3) (<class 'datetime.timedelta'>, (-1, 2, 3)) 
# expect: datetime.timezone.utc (<class 'datetime.timezone'>, (datetime.timedelta(0),), None) 
# expect: datetime.timezone(datetime.timedelta(seconds=86399), 'x') (<class 'datetime.timezone'>, (datetime.timedelta(seconds=86399), 'x'), None) 
# expect: datetime.datetime(1, 1, 1, 0, 0, fold=1, tzinfo=datetime.timezone.utc) (<class 'datetime.datetime'>, (b'\x00\x01\x81\x01\x00\x00\x00\x00\x00\x00', datetime.timezone.utc)) (b'\x00\x01\x01\x01\x00\x00\x00\x00\x00\x00', datetime.timezone.utc)
# expect: datetime.time(0, 0, tzinfo=datetime.timezone.utc, fold=1) (<class 'datetime.time'>, (b'\x80\x00\x00\x00\x00\x00', datetime.timezone.utc)) (b'\x00\x00\x00\x00\x00\x00', datetime.timezone.utc)
# expect: Moment(2024, 1, 1, 0, 0) (<class '__main__.Moment'>, (b'\x07\xe8\x01\x01\x00\x00\x00\x00\x00\x00',)) (b'\x07\xe8\x01\x01\x00\x00\x00\x00\x00\x00',)
# expect: datetime.IsoCalendarDate(year=2024, week=20, weekday=5) (<class 'tuple'>, ((2024, 20, 5),)) 
print(pickle.loads(pickle.dumps(UTC)) is UTC, copy.deepcopy(UTC) is UTC, vars(pickle.loads(pickle.dumps(Zone(5)))), Zone(5).__reduce__()[1:])  # expect: True True {'hours': 5} ((5,), {'hours': 5})
print(date('\x07\xe8\x05\x11'), time('\x81\x02\x03\0\0\x04'), datetime('\x07\xe8\x85\x11\x01\x02\x03\0\0\x04', UTC), datetime(b'\x07\xe8\x05\x11\x01\x02\x03\0\0\x04').fold)  # expect: 2024-05-17 01:02:03.000004 2024-05-17 01:02:03.000004+00:00 0
print(pickle.loads(b"cdatetime\ndatetime\n(S'\\x07\\xdf\\x0b\\x1b\\x14;\\x01\\x00\\x10\\x00'\ntR.", encoding='latin1'))  # expect: 2015-11-27 20:59:01.004096
for make in (lambda: date('\u07e8\x01\x01\x01'), lambda: time(b'\0' * 6, 1), lambda: date(b'\x07\xe8\x0d\x01')):
    try:
        print(make())
    except Exception as e:
        print(type(e).__name__, e)
# expect: ValueError Failed to encode latin1 string when unpickling a date object. pickle.load(data, encoding='latin1') is assumed.
# expect: TypeError bad tzinfo state arg
# expect: TypeError 'bytes' object cannot be interpreted as an integer
print(hash(date(2024, 5, 17)) == hash(b'\x07\xe8\x05\x11'), hash(time(1)) == hash(time(1).__reduce__()[1][0]), len({datetime(1, 1, 1), datetime(1, 1, 1, fold=1)}))  # expect: True True 1
