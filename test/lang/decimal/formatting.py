from decimal import Decimal as D, localcontext
for spec in '', 'f', '.2f', 'e', '.3e', 'g', '.3g', '%', '.1%', ',', '015,.2f', '+.0f', '*^12.1f', '=+12', 'n', 'G':
    print(spec, format(D('1234.5678'), spec), format(D('-0.00012'), spec), format(D('nan'), spec), sep='|')
# expect: |1234.5678|-0.00012|NaN
# expect: f|1234.5678|-0.00012|NaN
# expect: .2f|1234.57|-0.00|NaN
# expect: e|1.2345678e+3|-1.2e-4|NaN
# expect: .3e|1.235e+3|-1.200e-4|NaN
# expect: g|1234.5678|-0.00012|NaN
# expect: .3g|1.23e+3|-0.00012|NaN
# expect: %|123456.78%|-0.012%|NaN%
# expect: .1%|123456.8%|-0.0%|NaN%
# expect: ,|1,234.5678|-0.00012|NaN
# expect: 015,.2f|0,000,001,234.57|-000,000,000.00|            NaN
# expect: +.0f|+1235|-0|+NaN
# expect: *^12.1f|***1234.6***|****-0.0****|****NaN*****
# expect: =+12|+  1234.5678|-    0.00012|+        NaN
# expect: n|1234.5678|-0.00012|NaN
# expect: G|1234.5678|-0.00012|NaN
with localcontext(rounding='ROUND_UP', capitals=0):
    print(f'{D("1.001"):.2f} {D("1E+9")} {D("1E+9"):}')  # expect: 1.01 1e+9 1e+9
