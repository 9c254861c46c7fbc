print(f'{3.14159:.2f} {1234.5:e} {0.00001234:g} {1e20:g} {0.5:%} {255:x} {255:#b} {-5:=+6}')  # expect: 3.14 1.234500e+03 1.234e-05 1e+20 50.000000% ff 0b11111111 -    5
print(f'{1234567.891:,.1f} {10**20:,} {3:c<4} {"abc":.2} {65:c} {1.5:08.3f} {-0.0:z.1f}')  # expect: 1,234,567.9 100,000,000,000,000,000,000 3ccc ab A 0001.500 0.0
f'{5:s}'  # expect error: ValueError: Unknown format code 's' for object of type 'int'
