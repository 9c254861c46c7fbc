# Fixed zones, and how aware objects compare, hash and convert.
from datetime import *
east, west = timezone(timedelta(hours=2)), timezone(timedelta(hours=-5), 'W')
print(UTC is timezone.utc, timezone(timedelta()) is UTC, repr(east), str(east), repr(west), west, timezone.min, timezone.max, east == timezone(timedelta(hours=2), 'x'))  # expect: True True datetime.timezone(datetime.timedelta(seconds=7200)) UTC+02:00 datetime.timezone(datetime.timedelta(days=-1, seconds=68400), 'W') W UTC-23:59 UTC+23:59 True
a = datetime(2024, 5, 17, 12, tzinfo=UTC)
b = a.astimezone(east)
print(b, a == b, hash(a) == hash(b), a - b, b.astimezone(west), b.utctimetuple()[:6], b.timestamp(), b.tzname(), b.utcoffset(), b.dst(), b.astimezone(east) is b)  # expect: 2024-05-17 14:00:00+02:00 True True 0:00:00 2024-05-17 07:00:00-05:00 (2024, 5, 17, 12, 0, 0) 1715947200.0 UTC+02:00 2:00:00 None True
print(a.timetz() == b.timetz(), hash(a.timetz()) == hash(b.timetz()), a.timetz() < time(13, tzinfo=east), a == a.replace(tzinfo=None), a != 1)  # expect: True True False False True
print(datetime.fromtimestamp(0, UTC), datetime.fromtimestamp(1e9 + 0.1234565, east), datetime.fromtimestamp(-1, west), datetime.fromtimestamp(True, UTC))  # expect: 1970-01-01 00:00:00+00:00 2001-09-09 03:46:40.123456+02:00 1969-12-31 18:59:59-05:00 1970-01-01 00:00:01+00:00
print(datetime.fromtimestamp(253402300799, UTC), datetime.fromtimestamp(-62135596800, UTC), datetime(9999, 12, 31, 23, 59, 59, 999999, UTC).timestamp())  # expect: 9999-12-31 23:59:59+00:00 0001-01-01 00:00:00+00:00 253402300800.0
print(f'{b:%z %:z %Z|%f|%%z %Y}', repr(datetime(1, 1, 1, tzinfo=UTC).strftime('%Y %G %C %F')), a.timetz().strftime('%H %Z'), date(33, 1, 2).strftime('%Y-%m-%d%n%z%Z%f'))
# expect: +0200 +02:00 UTC+02:00|000000|%z 2024 '0001 0001 00 0001-01-01' 12 UTC 0033-01-02
# expect: 000000
