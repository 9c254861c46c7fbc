# Large operands take other ways than small ones.
import math
import sys

sys.set_int_max_str_digits(0)
text = str(10**160_000 - 1)
print(len(text), set(text), str(-10**160_000)[:4], str(7 << 600_000)[-9:])  #  # expect: 160000 {'9'} -100 541765632
print(12**200_000 == 3**200_000 << 400_000, (-6)**200_001 == -(3**200_001 << 200_001))  #  # expect: True True
print(math.factorial(10_101) // math.factorial(10_100), math.perm(20_200, 10_100) == math.factorial(20_200) // math.factorial(10_100))  #  # expect: 10101 True
print(math.comb(20_200, 10_100) % 1_000_003, math.comb(10**30, 2) == 10**30 * (10**30 - 1) // 2)  #  # expect: 521759 True
prime = (1 << 4423) - 1
print(pow(3, prime - 1, prime), pow(-3, prime - 1, -prime) == 1 - prime, pow(5, prime << 200, 97))  #  # expect: 1 True 61
print([(1 << n).bit_length() for n in (1023, 1024, 5000, 70_000)], (-(1 << 5000)).bit_length(), ((1 << 5000) - 1).bit_length())  #  # expect: [1024, 1025, 5001, 70001] 5001 5000
x = 1 << 9_000_000
print((x + 1 - x, x | 1) == (1, x + 1), -(-x) == x, ~x + x, (x * x).bit_length(), x * x // x == x, x >> 8_999_990, -x >> 8_999_999)  #  # expect: True True -1 18000001 True 1024 -2
print(x % 1000, divmod(-x, 10)[1], hex(x)[:5], math.isqrt(x * x) == x, int.from_bytes(x.to_bytes(1_125_001)) == x, abs(-x) == x)  #  # expect: 376 4 0x100 True True True
print('aab' * 30_000 == ('ab' * 30_000).replace('a', 'aa'), ('a$.' * 20_000).replace('$.', '$&')[:6], b'a\tb\n\tc'.expandtabs(4))  #  # expect: True a$&a$& b'a   b\n    c'
print(int('7' * 123_457) == 7 * (10**123_457 - 1) // 9, int(b' -' + b'1_0' * 60_000) % 1000, int('z' * 110_000, 36) == 36**110_000 - 1)  # expect: True 990 True
try:
    int('1' * 200_000 + '.')
except ValueError as error:
    print(str(error)[:50], len(str(error)))  # expect: invalid literal for int() with base 10: '111111111 240
