from decimal import Decimal
from fractions import Fraction
print(Decimal('0.1') + Decimal('0.2'), Decimal(1) / 3, Fraction(1, 3) + Fraction(1, 6), Fraction('0.75'), repr(Decimal('1.50').normalize()))  # expect: 0.3 0.3333333333333333333333333333 1/2 3/4 Decimal('1.5')
