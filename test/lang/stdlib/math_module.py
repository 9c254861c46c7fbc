import math
print(math.gcd(12, 18), math.factorial(20), math.isqrt(17), math.comb(5, 2), math.floor(-1.5), math.ceil(1.2), math.inf, math.hypot(3, 4), math.prod([2, 3]), math.fsum([0.1] * 10), math.log2(8), math.copysign(1, -0.0), math.trunc(-1.7))  # expect: 6 2432902008176640000 4 10 -2 2 inf 5.0 6 1.0 3.0 -1.0 -1
math.sqrt(-1)  # expect error: ValueError: expected a nonnegative input, got -1.0
