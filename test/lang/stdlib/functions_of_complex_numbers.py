import cmath

print(cmath.sqrt(-4), cmath.sqrt(complex(-4, -0.0)))  # expect: 2j -2j
print(cmath.log(-1), cmath.phase(-1), cmath.phase(complex(-1, -0.0)))  # expect: 3.141592653589793j 3.141592653589793 -3.141592653589793
print(cmath.polar(3 + 4j), cmath.rect(2, 0))  # expect: (5.0, 0.9272952180016122) (2+0j)
print(cmath.atanh(complex(0, float('inf'))), cmath.exp(complex(float('-inf'), 1)))  # expect: 1.5707963267948966j 0j
print(cmath.isclose(1, 1 + 1e-12j), cmath.isinf(complex('infj')), cmath.isnan(1))  # expect: True True False
for function, argument in (cmath.log, 0), (cmath.exp, 1000), (cmath.exp, complex(0, float('inf'))), (cmath.sin, 'x'):
    try:
        function(argument)
    except Exception as error:
        print(type(error).__name__, error)
# expect: ValueError math domain error
# expect: OverflowError math range error
# expect: ValueError math domain error
# expect: TypeError must be real number, not str


class Number:
    def __complex__(self):
        return 1j


print(cmath.sqrt(Number()) == cmath.sqrt(1j))  # expect: True
