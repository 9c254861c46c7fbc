from datetime import date, datetime, time, timedelta, timezone, tzinfo

day = date(2024, 5, 17)
table = {day: 'day', datetime(2024, 5, 17): 'midnight', time(0): 'time', timedelta(1): 'delta', 1: 'int', (day, 1): 'pair'}
print(len(table), table[date(2024, 5, 17)], table[datetime(2024, 5, 17, fold=1)], table[time(0, 0)], table[timedelta(hours=24)], table[date(2024, 5, 17), True])  # expect: 6 day midnight time delta pair
print(datetime(2024, 5, 17, 1) in table, time(1) in table, date(2024, 5, 18) in table, timedelta(2) in table, (datetime(2024, 5, 17), 1) in table)  # expect: False False False False False

class Sub(date):
    pass

class Other(date):
    def __eq__(self, other):
        print('eq')
        return date.__eq__(self, other)
    def __hash__(self):
        print('hash')
        return date.__hash__(self)

print(table[Sub(2024, 5, 17)], {Sub(2024, 5, 17): 1}[day])  # expect: day 1
print(table[Other(2024, 5, 17)])
# expect: hash
# expect: eq
# expect: day
print({Other(2024, 5, 17): 2}[day])
# expect: hash
# expect: eq
# expect: 2

class Ours:
    def __eq__(self, other):
        return other == day
    def __hash__(self):
        return hash(day)

print(table[Ours()], {Ours(): 3}[day])  # expect: day 3

class Zone(tzinfo):
    def utcoffset(self, dt):
        print('offset')
        return timedelta(hours=1)

aware = {datetime(2024, 5, 17, 1, tzinfo=Zone()): 'aware'}  # expect: offset
print(aware[datetime(2024, 5, 17, tzinfo=timezone.utc)], datetime(2024, 5, 17, 1) in aware)
# expect: offset
# expect: offset
# expect: offset
# expect: aware False
print({datetime(2024, 5, 17): 1}.get(datetime(2024, 5, 17, tzinfo=timezone.utc)))  # expect: None
print({day, day} == {date(2024, 5, 17)}, {day} <= set(table), [*{timedelta(1): 0} | {timedelta(days=1): 1}])  # expect: True True [datetime.timedelta(days=1)]
