import time

base = (2024, 2, 3, 4, 5, 6, 5, 34, 0)
bounds = [(-2**31, -2**31 + 1900), (0, 13, -1), (0, 32, -1), (-1, 24), (-1, 60), (-1, 61, 62), (-1, -2, 7, 13, -8), (0, 366, 367, -1)]


def formatted(t):
    return time.strftime('%m-%d %H:%M:%S %a %j', t)


for function in time.asctime, formatted:
    for i, values in enumerate(bounds):
        for value in values:
            try:
                print(i, value, function((*base[:i], value, *base[i + 1:])))
            except (ValueError, OverflowError) as error:
                print(i, value, type(error).__name__, error)
# expect: 0 -2147483648 OverflowError year out of range
# expect: 0 -2147481748 Sat Feb  3 04:05:06 -2147481748
# expect: 1 0 Sat Jan  3 04:05:06 2024
# expect: 1 13 ValueError month out of range
# expect: 1 -1 ValueError month out of range
# expect: 2 0 Sat Feb  1 04:05:06 2024
# expect: 2 32 ValueError day of month out of range
# expect: 2 -1 ValueError day of month out of range
# expect: 3 -1 ValueError hour out of range
# expect: 3 24 ValueError hour out of range
# expect: 4 -1 ValueError minute out of range
# expect: 4 60 ValueError minute out of range
# expect: 5 -1 ValueError seconds out of range
# expect: 5 61 Sat Feb  3 04:05:61 2024
# expect: 5 62 ValueError seconds out of range
# expect: 6 -1 Sun Feb  3 04:05:06 2024
# expect: 6 -2 ValueError day of week out of range
# expect: 6 7 Mon Feb  3 04:05:06 2024
# expect: 6 13 Sun Feb  3 04:05:06 2024
# expect: 6 -8 Sun Feb  3 04:05:06 2024
# expect: 7 0 Sat Feb  3 04:05:06 2024
# expect: 7 366 Sat Feb  3 04:05:06 2024
# expect: 7 367 ValueError day of year out of range
# expect: 7 -1 ValueError day of year out of range
# expect: 0 -2147483648 OverflowError year out of range
# expect: 0 -2147481748 02-03 04:05:06 Sat 034
# expect: 1 0 01-03 04:05:06 Sat 034
# expect: 1 13 ValueError month out of range
# expect: 1 -1 ValueError month out of range
# expect: 2 0 02-01 04:05:06 Sat 034
# expect: 2 32 ValueError day of month out of range
# expect: 2 -1 ValueError day of month out of range
# expect: 3 -1 ValueError hour out of range
# expect: 3 24 ValueError hour out of range
# expect: 4 -1 ValueError minute out of range
# expect: 4 60 ValueError minute out of range
# expect: 5 -1 ValueError seconds out of range
# expect: 5 61 02-03 04:05:61 Sat 034
# expect: 5 62 ValueError seconds out of range
# expect: 6 -1 02-03 04:05:06 Sun 034
# expect: 6 -2 ValueError day of week out of range
# expect: 6 7 02-03 04:05:06 Mon 034
# expect: 6 13 02-03 04:05:06 Sun 034
# expect: 6 -8 02-03 04:05:06 Sun 034
# expect: 7 0 02-03 04:05:06 Sat 001
# expect: 7 366 02-03 04:05:06 Sat 366
# expect: 7 367 ValueError day of year out of range
# expect: 7 -1 ValueError day of year out of range
