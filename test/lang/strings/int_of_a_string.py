print(int(' 42 '), int('-0x1f', 16), int('1_000'), int('z', 36), int('0b11', 0), int('٣'))  # expect: 42 -31 1000 35 3 3
for s in ('', 'a', '1__0', '0x1', '1.5'):
    try:
        int(s)
    except ValueError as e:
        print(e)
# expect: invalid literal for int() with base 10: ''
# expect: invalid literal for int() with base 10: 'a'
# expect: invalid literal for int() with base 10: '1__0'
# expect: invalid literal for int() with base 10: '0x1'
# expect: invalid literal for int() with base 10: '1.5'
