# fromisoformat and isoformat.
from datetime import *
for text in '''2024-05-17
20240517
2024-W20-5
2024W205
2024W20
2024-W20
2024-05-17T13:14:15.123456789
20240517T131415,5
2024-05-17 13
2024-W20-5T13:14+02:00
2024-W20-0930
2024-05-17T24:00
2024-12-31T24:00:00
2024-05-17T13:14:15-23:59:59.999999
2024-05-17T13Z
2024-05-17é13:14'''.splitlines():
    print(datetime.fromisoformat(text))
# expect: 2024-05-17 00:00:00
# expect: 2024-05-17 00:00:00
# expect: 2024-05-17 00:00:00
# expect: 2024-05-17 00:00:00
# expect: 2024-05-13 00:00:00
# expect: 2024-05-13 00:00:00
# expect: 2024-05-17 13:14:15.123456
# expect: 2024-05-17 13:14:15.500000
# expect: 2024-05-17 13:00:00
# expect: 2024-05-17 13:14:00+02:00
# expect: 2024-05-13 09:30:00
# expect: 2024-05-18 00:00:00
# expect: 2025-01-01 00:00:00
# expect: 2024-05-17 13:14:15-23:59:59.999999
# expect: 2024-05-17 13:00:00+00:00
# expect: 2024-05-17 13:14:00
print(date.fromisoformat('2024W205'), repr(time.fromisoformat('T1314')), time.fromisoformat('24:00'), time.fromisoformat('12:00:00.5-0130'), repr(datetime.fromisoformat('2024-05-17\ud80012:00')))  # expect: 2024-05-17 datetime.time(13, 14) 00:00:00 12:00:00.500000-01:30 datetime.datetime(2024, 5, 17, 12, 0)
for cls in date, time, datetime:
    for text in '', '2024-5-17', '2024-05-17T', '2024-05-1 ', '12:60', '12:3', '12:00:00.', '12:00:00.1x', '2024-W54-1', '24:01', '2024-05-17T25:00', '2024-05-17T12:00+24:00', '12:0\ud8000', '2024-02-30':
        try:
            print(cls.__name__, repr(text), cls.fromisoformat(text))
        except ValueError as e:
            print(cls.__name__, e)
# expect: date Invalid isoformat string: ''
# expect: date Invalid isoformat string: '2024-5-17'
# expect: date Invalid isoformat string: '2024-05-17T'
# expect: date Invalid isoformat string: '2024-05-1 '
# expect: date Invalid isoformat string: '12:60'
# expect: date Invalid isoformat string: '12:3'
# expect: date Invalid isoformat string: '12:00:00.'
# expect: date Invalid isoformat string: '12:00:00.1x'
# expect: date Invalid isoformat string: '2024-W54-1'
# expect: date Invalid isoformat string: '24:01'
# expect: date Invalid isoformat string: '2024-05-17T25:00'
# expect: date Invalid isoformat string: '2024-05-17T12:00+24:00'
# expect: date Invalid isoformat string: '12:0\ud8000'
# expect: date day 30 must be in range 1..29 for month 2 in year 2024
# expect: time Invalid isoformat string: ''
# expect: time Invalid isoformat string: '2024-5-17'
# expect: time Invalid isoformat string: '2024-05-17T'
# expect: time Invalid isoformat string: '2024-05-1 '
# expect: time minute must be in 0..59, not 60
# expect: time Invalid isoformat string: '12:3'
# expect: time Invalid isoformat string: '12:00:00.'
# expect: time Invalid isoformat string: '12:00:00.1x'
# expect: time Invalid isoformat string: '2024-W54-1'
# expect: time minute, second, and microsecond must be 0 when hour is 24
# expect: time Invalid isoformat string: '2024-05-17T25:00'
# expect: time Invalid isoformat string: '2024-05-17T12:00+24:00'
# expect: time Invalid isoformat string: '12:0\ud8000'
# expect: time Invalid isoformat string: '2024-02-30'
# expect: datetime Invalid isoformat string: ''
# expect: datetime Invalid isoformat string: '2024-5-17'
# expect: datetime Invalid isoformat string: '2024-05-17T'
# expect: datetime Invalid isoformat string: '2024-05-1 '
# expect: datetime Invalid isoformat string: '12:60'
# expect: datetime Invalid isoformat string: '12:3'
# expect: datetime Invalid isoformat string: '12:00:00.'
# expect: datetime Invalid isoformat string: '12:00:00.1x'
# expect: datetime Invalid isoformat string: '2024-W54-1'
# expect: datetime Invalid isoformat string: '24:01'
# expect: datetime hour must be in 0..23, not 25
# expect: datetime offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1)
# expect: datetime Invalid isoformat string: '12:0\ud8000'
# expect: datetime day 30 must be in range 1..29 for month 2 in year 2024
t = datetime(2024, 5, 17, 3, 4, 5, 6789, timezone(timedelta(hours=-3, minutes=-30)))
print([t.isoformat(timespec=s) for s in ('auto', 'hours', 'minutes', 'seconds', 'milliseconds', 'microseconds')], t.isoformat('\U0001f600'), ascii(t.isoformat('\ud800')))  # expect: ['2024-05-17T03:04:05.006789-03:30', '2024-05-17T03-03:30', '2024-05-17T03:04-03:30', '2024-05-17T03:04:05-03:30', '2024-05-17T03:04:05.006-03:30', '2024-05-17T03:04:05.006789-03:30'] 2024-05-17😀03:04:05.006789-03:30 '2024-05-17\ud80003:04:05.006789-03:30'
print([str(t.timetz().replace(tzinfo=timezone(timedelta(seconds=s)))) for s in (0, 1, -1, 3599.5, -86399.999999)])  # expect: ['03:04:05.006789+00:00', '03:04:05.006789+00:00:01', '03:04:05.006789-00:00:01', '03:04:05.006789+00:59:59.500000', '03:04:05.006789-23:59:59.999999']
