print(int(1e18), int(1e22), float(2 ** 53 + 1), int(float(2 ** 63)), 2 ** 1023 * 1.0, round(1e17 + 0.0))  # expect: 1000000000000000000 10000000000000000000000 9007199254740992.0 9223372036854775808 8.98846567431158e+307 100000000000000000
float(10 ** 400)  # expect error: OverflowError: int too large to convert to float
