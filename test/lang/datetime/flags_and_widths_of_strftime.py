# Directives have the flags and widths of glibc.
import datetime
import time

t = time.struct_time((2024, 2, 9, 3, 4, 5, 4, 40, 0))
for line in (
    '%-d|%_d|%05d|%3d|%-3d|%e|%-e|%03e|%0e|%-H:%-M|%_H|%-I|%-j|%_j|%-m/%-d/%Y|%-y|%10Y|%-k|%0k',
    '%10A|%^a|%#a|%020A|%_20A|%^B|%#b|%#p|%^p|%P|%^P|%-%|%5%',
    '%10T|%^c|%10R|%15r|%-F',
    '%Ey|%Oy|%-Oy|%Ed|%E-d|%q|%-q|%-',
):
    print(time.strftime(line, t))
when = datetime.datetime(2024, 2, 9, 3, 4, 5)
print(when.strftime('%-d.%-m.%Y %-I:%M %p'), f'{when:%-d %b, %_H:%M}', datetime.date(5, 2, 3).strftime('%-d %_m'))
# expect: 9| 9|00009|009|  9| 9|9|009|09|3:4| 3|3|40| 40|2/9/2024|24|0000002024|3|03
# expect:     Friday|FRI|FRI|00000000000000Friday|              Friday|FEBRUARY|FEB|am|AM|am|am|%|    %
# expect:   03:04:05|FRI FEB  9 03:04:05 2024|     03:04|    03:04:05 AM|2024-02-09
# expect: 24|24|24|%Ed|%E-d|%q|%-q|%-
# expect: 9.2.2024 3:04 AM 9 Feb,  3:04 3  2
