# Results keep their exponents; rounding is the context's.
from decimal import *
D = Decimal
print(D('1.10') + D('2.205'), D('1.30') * D('1.20'), D('7') - D('7.00'), -D('0'), +D('-0.00'))  # expect: 3.305 1.5600 0.00 0 0.00
print(D(1) / 3, D(2) / D('0.50'), D('10.0') / 4, D(1000) / D('1E+3'), D('2.4') / -D('0.0012'))  # expect: 0.3333333333333333333333333333 4 2.5 1.000 -2E+3
print(D(7) // 2, D(-7) // 2, D(-7) % 3, divmod(D('10.5'), D('-3')), D('10').remainder_near(6))  # expect: 3 -3 -1 (Decimal('-3'), Decimal('1.5')) -2
print(D('2').sqrt(), D('400').sqrt(), D('1e-7').sqrt(), D('2.50').fma(3, D('0.1')))  # expect: 1.414213562373095048801688724 20 0.0003162277660168379331998893544 7.60
print(D('7.325').quantize(D('.01'), ROUND_DOWN), D('7.335').quantize(D('.01')), round(D('2.675'), 2), round(D('2.5')))  # expect: 7.32 7.34 2.68 2
print([str(D('-2.5').to_integral_value(r)) for r in (ROUND_UP, ROUND_CEILING, ROUND_HALF_EVEN, ROUND_HALF_UP, ROUND_05UP)])  # expect: ['-3', '-2', '-2', '-3', '-2']
print(D('1200').normalize(), D('0E+5').normalize(), D('1.2345E+10').scaleb(-3), D('1.5').next_plus(), D('1.5').next_minus())  # expect: 1.2E+3 0 1.2345E+7 1.500000000000000000000000001 1.499999999999999999999999999
print(D('12.0').compare_total(D('12')), D('-nan').compare_total(D('-inf')), D(3).max(D('nan')), D('-3').min_mag(2))  # expect: -1 -1 3 2
print(D('1101').logical_xor(D('110')), D('123456789').rotate(2), D('123456789').shift(-3), D('250').logb())  # expect: 1011 12345678900 123456 2
