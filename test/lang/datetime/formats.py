# strftime, strptime and format().
from datetime import *
t = datetime(2024, 5, 7, 3, 4, 5, 6789)
print(f'{t:%Y-%m-%d %H:%M:%S.%f}|{t}|{t.date():%d.%m.%y}|{t.time():%I %p %M}|{t.date()}', t.strftime(''), t.strftime('%%f'), t.strftime('%a %A %b %B %j %U %W %u %w %V %G'))  # expect: 2024-05-07 03:04:05.006789|2024-05-07 03:04:05.006789|07.05.24|03 AM 04|2024-05-07  %f Tue Tuesday May May 128 18 19 2 2 19 2024
print(datetime.strptime('2024-05-07 03:04:05.6', '%Y-%m-%d %H:%M:%S.%f'), date.strptime('07/05/24', '%d/%m/%y'), time.strptime('3:4 PM', '%I:%M %p'), repr(datetime.strptime('2024 +0530', '%Y %z')))  # expect: 2024-05-07 03:04:05.600000 2024-05-07 15:04:00 datetime.datetime(2024, 1, 1, 0, 0, tzinfo=datetime.timezone(datetime.timedelta(seconds=19800)))
print(ascii(t.strftime('\ud800%Y\0\U0001f600')), date(5, 1, 1).strftime('%Y|%G|%C|%F'), date(1000, 1, 1).strftime('%Y'))  # expect: '\ud8002024\x00\U0001f600' 0005|0004|00|0005-01-01 1000

class Odd(datetime):
    def timetuple(self):
        return (1999, 1, 2, 3, 4, 5, 6, 7, -1)

print(Odd(2024, 1, 1).strftime('%Y %H %f'), format(Odd(2024, 1, 1), '%d'))  # expect: 1999 03 000000 02
for call in (lambda: t.strftime(1), lambda: t.strftime(), lambda: format(t, 3), lambda: datetime.strptime('x', '%Y'), lambda: datetime.strptime(1, '%Y'), lambda: date.strptime('24', '%q')):
    try:
        print(call())
    except Exception as e:
        print(type(e).__name__, e)
# expect: TypeError strftime() argument 1 must be str, not int
# expect: TypeError strftime() missing required argument 'format' (pos 1)
# expect: TypeError format() argument 2 must be str, not int
# expect: ValueError time data 'x' does not match format '%Y'
# expect: TypeError strptime() argument 1 must be str, not int
# expect: ValueError 'q' is a bad directive in format '%q'
import warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter('always')
    print(datetime.utcfromtimestamp(0), datetime.utcnow().tzinfo)  # expect: 1970-01-01 00:00:00 None
print([(w.category.__name__, str(w.message)[:40], w.lineno) for w in caught])  # expect: [('DeprecationWarning', 'datetime.datetime.utcfromtimestamp() is ', 27), ('DeprecationWarning', 'datetime.datetime.utcnow() is deprecated', 27)]
