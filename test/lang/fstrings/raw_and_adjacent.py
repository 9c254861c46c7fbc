x = 3
print(rf'\d{x}\n', 'a' f'{x}' 'b', fr'{x}\{x}')  # expect: \d3\n a3b 3\3
