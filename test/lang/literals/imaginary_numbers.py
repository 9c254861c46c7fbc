print(1j, 2.5J, 1 + 2j, -1j, 1e3j)  # expect: 1j 2.5j (1+2j) (-0-1j) 1000j
print((1 + 2j) * (3 - 1j), abs(3 + 4j))  # expect: (5+5j) 5.0
