src = ''.join(' ' * i + f'for i{i} in [{i}]:\n' for i in range(20)) + ' ' * 20 + 'print(i0, i19)'
exec(src)  # expect: 0 19
exec(''.join(' ' * i + f'for i{i} in [{i}]:\n' for i in range(21)) + ' ' * 21 + 'pass')
