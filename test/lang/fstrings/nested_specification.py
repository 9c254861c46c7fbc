width, precision = 10, 3
print(f'{3.14159:{width}.{precision}f}|{"a":{"*"}^{width}}|')  # expect:      3.142|****a*****|
