print(pow(3, 200, 13), pow(38, -1, 97), pow(2, 3, -5))  # expect: 9 23 -2
try:
    pow(2, -1, 4)
except ValueError as e:
    print(e)  # expect: base is not invertible for the given modulus
