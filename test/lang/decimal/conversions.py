from decimal import *
import math, pickle
from fractions import Fraction
D = Decimal
print(D('  -1_0.50e3 '), D((1, (1, 2, 5), -2)), D(0.1), D.from_float(-0.0), D(True), D('\u0661\u0662.\u0663'), D('NaN012'))  # expect: -1.050E+4 -1.25 0.1000000000000000055511151231257827021181583404541015625 -0 1 12.3 NaN12
print(int(D('-2.9')), float(D('1e-5')), math.floor(D('-2.1')), math.ceil(D('2.1')), complex(D('1.5')), bool(D('0E+3')))  # expect: -2 1e-05 -3 3 (1.5+0j) False
print(D('-1.50').as_tuple(), D('Infinity').as_tuple().exponent, D('0.125').as_integer_ratio(), D('12.5').adjusted())  # expect: DecimalTuple(sign=1, digits=(1, 5, 0), exponent=-2) F (1, 8) 1
print(D('123E+3').to_eng_string(), str(D('0.0000001')), D('1E+3'), repr(D('-0.00')), D('1.23E-8').to_eng_string())  # expect: 123E+3 1E-7 1E+3 Decimal('-0.00') 12.3E-9
print(D('0.5') == 0.5, D('0.1') == 0.1, D('0.5') == Fraction(1, 2), D('0.3') < Fraction(1, 3), D(2) > 1.5, {D('1.0'): 1}[1])  # expect: True False True True True 1
print(pickle.loads(pickle.dumps(D('1.50'))), isinstance(D(1), float), D(1).__add__(1.5))  # expect: 1.50 False NotImplemented
for value in 'x', (1, 2), (2, (1,), 0), (0, (10,), 0), None, b'1':
    try:
        D(value)
    except (ArithmeticError, TypeError, ValueError) as e:
        print(type(e).__name__, e)
# expect: InvalidOperation [<class 'decimal.ConversionSyntax'>]
# expect: ValueError argument must be a sequence of length 3
# expect: ValueError sign must be an integer with the value 0 or 1
# expect: ValueError coefficient must be a tuple of digits
# expect: TypeError conversion from NoneType to Decimal is not supported
# expect: TypeError conversion from bytes to Decimal is not supported
