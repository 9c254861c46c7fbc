from datetime import datetime, timedelta, date
d = datetime(2024, 2, 29, 12, 30)
print(d, d + timedelta(days=1, hours=12), d.isoformat(), d.strftime('%Y/%m/%d %a'), date(2024, 3, 1) - d.date(), repr(timedelta(1, 2)), d.weekday())  # expect: 2024-02-29 12:30:00 2024-03-02 00:30:00 2024-02-29T12:30:00 2024/02/29 Thu 1 day, 0:00:00 datetime.timedelta(days=1, seconds=2) 3
datetime(2023, 2, 29)  # expect error: ValueError: day 29 must be in range 1..28 for month 2 in year 2023
