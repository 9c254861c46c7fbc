print(2 ** 53 + 1 == float(2 ** 53), 2 ** 53 + 1 > float(2 ** 53), 10 ** 400 > 1e308, 1 < 1.5)  # expect: False True True True
print(hash(1) == hash(1.0) == hash(True), 10 ** 400 == float('inf'))  # expect: True False
