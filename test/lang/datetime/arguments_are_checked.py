# Messages are those of C.
from datetime import *
import datetime as module

class Three:
    def __index__(self):
        return 3

print(date(Three(), True, Three()), time(Three(), fold=True), datetime(2000, Three(), 1, tzinfo=None))  # expect: 0003-01-03 03:00:00 2000-03-01 00:00:00
for text in '''date()
date(1, 2)
date(1, 2, 3, 4)
date(1, day=2)
date(1, 2, 3, x=4)
date(1.0, 2, 3)
date(0, 1, 1)
date(2001, 2, 29)
date(2001, 13, 1)
datetime(1, 1, 1, 24)
datetime(1, 1, 1, 0, 0, 0, 0, None, 1)
datetime(1, 1, 1, tzinfo=1)
datetime(1, 1, 1, fold=2)
datetime(1, 1, 1, yeer=1)
time(0, 60)
time(microsecond=1000000)
time(1, 1, 1, 1, None, 1)
timezone(1)
timezone(timedelta(1))
timezone(timedelta(0), None)
date.fromordinal(0)
date.fromordinal(3652060)
date.fromordinal()
date.fromisocalendar(2020, 54, 1)
date.fromisocalendar(2020, 1, 8)
date.fromisocalendar(10**30, 1, 1)
date.fromtimestamp("1")
datetime.fromtimestamp("1")
datetime.fromtimestamp(float("nan"))
datetime.combine(1, 2)
datetime.strptime("1")
datetime.now(1)
date(1, 1, 1).replace(day=40)
date(1, 1, 1).__replace__(foo=1)
date(1, 1, 1).__format__(1)
datetime(1, 1, 1).isoformat("ab")
datetime(1, 1, 1).isoformat(timespec="x")
time().isoformat(1)
date(1, 1, 1) - timedelta(1)
datetime.max + timedelta.resolution
date(1, 1, 1) < datetime(1, 1, 1)
datetime(1, 1, 1) < datetime(1, 1, 1, tzinfo=UTC)
datetime(1, 1, 1) - datetime(1, 1, 1, tzinfo=UTC)
time() < time(tzinfo=UTC)
tzinfo().utcoffset(None)
tzinfo().fromutc(1)
timezone.utc.tzname(1)'''.splitlines():
    try:
        print(eval(text))
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError function missing required argument 'year' (pos 1)
# expect: TypeError function missing required argument 'day' (pos 3)
# expect: TypeError function takes at most 3 arguments (4 given)
# expect: TypeError function missing required argument 'month' (pos 2)
# expect: TypeError function takes at most 3 arguments (4 given)
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: ValueError year must be in 1..9999, not 0
# expect: ValueError day 29 must be in range 1..28 for month 2 in year 2001
# expect: ValueError month must be in 1..12, not 13
# expect: ValueError hour must be in 0..23, not 24
# expect: TypeError function takes at most 8 positional arguments (9 given)
# expect: TypeError tzinfo argument must be None or of a tzinfo subclass, not type 'int'
# expect: ValueError fold must be either 0 or 1, not 2
# expect: TypeError this function got an unexpected keyword argument 'yeer'. Did you mean 'year'?
# expect: ValueError minute must be in 0..59, not 60
# expect: ValueError microsecond must be in 0..999999, not 1000000
# expect: TypeError function takes at most 5 positional arguments (6 given)
# expect: TypeError timezone() argument 1 must be datetime.timedelta, not int
# expect: ValueError offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)
# expect: TypeError timezone() argument 2 must be str, not None
# expect: ValueError ordinal must be >= 1
# expect: ValueError year must be in 1..9999, not 10000
# expect: TypeError fromordinal() takes exactly 1 argument (0 given)
# expect: ValueError Invalid week: 54
# expect: ValueError Invalid weekday: 8 (range is [1, 7])
# expect: ValueError ISO calendar component out of range
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: TypeError argument must be int or float, not str
# expect: ValueError Invalid value NaN (not a number)
# expect: TypeError combine() argument 1 must be datetime.date, not int
# expect: TypeError strptime() takes exactly 2 arguments (1 given)
# expect: TypeError tzinfo argument must be None or of a tzinfo subclass, not type 'int'
# expect: ValueError day 40 must be in range 1..31 for month 1 in year 1
# expect: TypeError replace() got an unexpected keyword argument 'foo'
# expect: TypeError __format__() argument 1 must be str, not int
# expect: TypeError isoformat() argument 1 must be a unicode character, not a string of length 2
# expect: ValueError Unknown timespec value
# expect: TypeError isoformat() argument 1 must be str, not int
# expect: OverflowError date value out of range
# expect: OverflowError date value out of range
# expect: TypeError '<' not supported between instances of 'datetime.date' and 'datetime.datetime'
# expect: TypeError can't compare offset-naive and offset-aware datetimes
# expect: TypeError can't subtract offset-naive and offset-aware datetimes
# expect: TypeError can't compare offset-naive and offset-aware times
# expect: NotImplementedError a tzinfo subclass must implement utcoffset()
# expect: TypeError fromutc: argument must be a datetime
# expect: TypeError tzname(dt) argument must be a datetime instance or None, not int
