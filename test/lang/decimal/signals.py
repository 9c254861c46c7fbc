# What is trapped raises; everything leaves a flag.
from decimal import *
D = Decimal
def outcome(f):
    try:
        return f()
    except ArithmeticError as e:
        return type(e).__name__, e.args[0]
print(outcome(lambda: D(1) / 0), outcome(lambda: D(0) / 0), outcome(lambda: D('x')))  # expect: ('DivisionByZero', [<class 'decimal.DivisionByZero'>]) ('InvalidOperation', [<class 'decimal.DivisionUndefined'>]) ('InvalidOperation', [<class 'decimal.ConversionSyntax'>])
print(outcome(lambda: D('inf') - D('inf')), outcome(lambda: D('1e999999') * 10), outcome(lambda: D('nan') < 1))  # expect: ('InvalidOperation', [<class 'decimal.InvalidOperation'>]) ('Overflow', [<class 'decimal.Overflow'>]) ('InvalidOperation', [<class 'decimal.InvalidOperation'>])
with localcontext(prec=3, traps=[]) as c:
    print(D(1) / 3, D(1) / 0, D('x'), D('1e-999998') / 30)  # expect: 0.333 Infinity NaN 3.3E-1000000
    print(c)  # expect: Context(prec=3, rounding=ROUND_HALF_EVEN, Emin=-999999, Emax=999999, capitals=1, clamp=0, flags=[InvalidOperation, DivisionByZero, Inexact, Overflow, Rounded, Subnormal, Underflow], traps=[])
    c.clear_flags()
    c.traps[Inexact] = True
    print(outcome(lambda: D(2).sqrt()), c.flags[Rounded], sorted(s.__name__ for s in c.flags if c.flags[s]))  # expect: ('Inexact', [<class 'decimal.Inexact'>]) True ['Inexact', 'Rounded']
print(getcontext().prec, getcontext().flags[Inexact])  # expect: 28 True
for name, value in ('prec', 0), ('Emin', 1), ('rounding', 'x'), ('capitals', 2), ('traps', {}):
    try:
        setattr(c, name, value)
    except (ValueError, TypeError, KeyError) as e:
        print(type(e).__name__, str(e).split('\\n')[0][:40])
# expect: ValueError valid range for prec is [1, MAX_PREC]
# expect: ValueError valid range for Emin is [MIN_EMIN, 0]
# expect: TypeError valid values for rounding are:
# expect:   [ROUND_
# expect: ValueError valid values for capitals are 0 or 1
# expect: KeyError 'invalid signal dict'
