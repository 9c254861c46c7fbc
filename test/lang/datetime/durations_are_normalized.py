# Days, seconds and microseconds; arithmetic is exact however large.
from datetime import timedelta as T
print(T(1, 2, 3, 4, 5, 6, 7), T(hours=-1), T(microseconds=-1), T(weeks=1, days=-7))  # expect: 50 days, 6:05:02.004003 -1 day, 23:00:00 -1 day, 23:59:59.999999 0:00:00
print([T(seconds=s) for s in (0.1, 1.5, -0.5, 1e-6, 5e-7, 1.5e-6, 2.5e-6)])  # expect: [datetime.timedelta(microseconds=100000), datetime.timedelta(seconds=1, microseconds=500000), datetime.timedelta(days=-1, seconds=86399, microseconds=500000), datetime.timedelta(microseconds=1), datetime.timedelta(0), datetime.timedelta(microseconds=2), datetime.timedelta(microseconds=2)]
print(T(microseconds=0.5), T(microseconds=1.5), T(0, 0.5, 0.5), T(hours=0.1, minutes=0.1), T(days=True))  # expect: 0:00:00 0:00:00.000002 0:00:00.500000 0:06:06 1 day, 0:00:00
print(T(0) is T(), T.resolution, T.max, repr(T.min), -T.resolution)  # expect: True 0:00:00.000001 999999999 days, 23:59:59.999999 datetime.timedelta(days=-999999999) -1 day, 23:59:59.999999
d = T(days=5, seconds=7, microseconds=11)
print(d * 3, 3 * d, d * 1.5, d * -0.1, d / 3, d / 0.3, d // 7, d // T(hours=1), d % T(hours=1), divmod(d, -T(hours=7)))  # expect: 15 days, 0:00:21.000033 15 days, 0:00:21.000033 7 days, 12:00:10.500016 -1 day, 11:59:59.299999 1 day, 16:00:02.333337 16 days, 16:00:23.333370 17:08:35.285715 120 0:00:07.000011 (-18, datetime.timedelta(days=-1, seconds=64807, microseconds=11))
print(d / T(days=2), T.max / T.resolution, T.max // T.resolution, T.max // 12345678901234567890, T.max % T(7, 7, 7), (T.max * 0.3).days)  # expect: 2.5000405093229165 8.64e+19 86399999999999999999 0:00:00.000006 3 days, 1:09:37.011576 299999999
print(T(microseconds=3) / 2, T(microseconds=5) / 2, T(microseconds=-3) / 2, T(microseconds=3) / -2, T(microseconds=1) * 2.5)  # expect: 0:00:00.000002 0:00:00.000002 -1 day, 23:59:59.999998 -1 day, 23:59:59.999998 0:00:00.000002
print(d.total_seconds(), T.max.total_seconds(), abs(-d), +d, bool(T()), bool(T.resolution))  # expect: 432007.000011 86400000000000.0 5 days, 0:00:07.000011 5 days, 0:00:07.000011 False True
print(sorted([T(1), T(-1), T(0, 1), T(0, 0, 1)]), T(1) == T(0, 86400), hash(T(1)) == hash((1, 0, 0)), T(1) == 86400)  # expect: [datetime.timedelta(days=-1), datetime.timedelta(microseconds=1), datetime.timedelta(seconds=1), datetime.timedelta(days=1)] True True False
for text in ('T(10**9)', 'T(10**20)', 'T(1e300)', 'T("1")', 'T(float("nan"))', 'T(1) / 0', 'T(1) % T()', 'T(1) + 1', 'T.max + T.max', 'T(1) // 2.0', 'T(1) * float("inf")', 'T(x=1)', 'T(1, days=1)'):
    try:
        print(eval(text))
    except Exception as e:
        print(type(e).__name__, e)
# expect: OverflowError days=1000000000; must have magnitude <= 999999999
# expect: OverflowError Python int too large to convert to C int
# expect: OverflowError Python int too large to convert to C int
# expect: TypeError unsupported type for timedelta days component: str
# expect: ValueError cannot convert float NaN to integer
# expect: ZeroDivisionError division by zero
# expect: ZeroDivisionError division by zero
# expect: TypeError unsupported operand type(s) for +: 'datetime.timedelta' and 'int'
# expect: OverflowError days=1999999999; must have magnitude <= 999999999
# expect: TypeError unsupported operand type(s) for //: 'datetime.timedelta' and 'float'
# expect: OverflowError cannot convert Infinity to integer ratio
# expect: TypeError __new__() got an unexpected keyword argument 'x'
# expect: TypeError argument for __new__() given by name ('days') and position (1)
