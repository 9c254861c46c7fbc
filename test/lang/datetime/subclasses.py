# Results are of the subclass where C calls it, and are made by calling it.
from datetime import *

class Day(date):
    def __new__(cls, *args, **kwargs):
        print('new', args, kwargs, end='; ')
        return super().__new__(cls, *args)

class Moment(datetime):
    extra = 0
    def __new__(cls, *args, **kwargs):
        print('new', len(args), kwargs, end='; ')
        self = super().__new__(cls, *args, **kwargs)
        self.extra = 1
        return self

class Clock(time):
    def isoformat(self):
        return 'tick'

class Span(timedelta):
    pass

d = Day(2024, 5, 17)  # expect: new (2024, 5, 17) {}; new (2024, 5, 18) {}; new (2024, 5, 16) {}; new (2024, 5, 1) {}; new (1, 1, 1) {}; new (2024, 1, 2) {}; Day(2024, 5, 17) 2024-05-18 Day 2024-05-01 137 days, 0:00:00 0001-01-01 2024-01-02
print(repr(d), d + timedelta(1), type(d - timedelta(1)).__name__, d.replace(day=1), d - date(2024, 1, 1), Day.fromordinal(1), Day.fromisoformat('2024-01-02'))
print(Day.fromtimestamp(86400 * 10).month, Day.fromisocalendar(2024, 1, 1), d == date(2024, 5, 17), hash(d) == hash(date(2024, 5, 17)))  # expect: new (1970, 1, 11) {}; new (2024, 1, 1) {}; 1 2024-01-01 True True
print(type(type('Quiet', (date,), {}).today()).__name__)  # expect: Quiet
m = Moment(2024, 5, 17, 12, fold=1)  # expect: new 4 {'fold': 1}; new 8 {}; new 8 {'fold': 1}; new 8 {'fold': 1}; new 8 {}; Moment(2024, 5, 17, 12, 0, fold=1) 1 1 date 1 1
print(repr(m), (m + timedelta(1)).extra, m.replace(hour=1).extra, type(m.date()).__name__, Moment.combine(d, time(1, fold=1)).fold, Moment.fromisoformat('2024-01-02').extra)
u = m.replace(tzinfo=UTC)  # expect: new 8 {'fold': 1}; new 8 {}; new 8 {}; new 8 {}; new 8 {}; new 8 {}; new 8 {}; new 7 {}; 2024-05-17 13:00:00+01:00 12 Moment Moment 1
print(u.astimezone(timezone(timedelta(hours=1))), u.utctimetuple()[3], type(Moment.now(UTC)).__name__, type(Moment.fromtimestamp(0)).__name__, Moment.strptime('2024', '%Y').extra)
print(Clock(1), f'{Clock(1)}', repr(Clock(1)), type(Clock(1).replace(hour=2)).__name__, type(Clock.fromisoformat('01:00')).__name__)  # expect: tick tick Clock(1, 0) Clock Clock
s = Span(1)
print(repr(s), type(s + s).__name__, type(-s).__name__, type(s * 2).__name__, type(abs(s)).__name__, {s: 1}[timedelta(1)])  # expect: Span(days=1) timedelta timedelta timedelta timedelta 1
try:
    class Zone(timezone):
        pass
except TypeError as e:
    print(e)  # expect: type 'datetime.timezone' is not an acceptable base type
m.note = 'n'
print(m.note, m.__dict__, hasattr(d, '__dict__'), hasattr(date(1, 1, 1), '__dict__'))  # expect: n {'extra': 1, 'note': 'n'} True False
