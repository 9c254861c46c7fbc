import codecs

for data in b'\xfe\xffa', b'\xff\xfea', b'a':
    try:
        data.decode('utf-16')
    except UnicodeDecodeError as e:
        print(e)
# expect: 'utf-16-be' codec can't decode byte 0x61 in position 2: truncated data
# expect: 'utf-16-le' codec can't decode byte 0x61 in position 2: truncated data
# expect: 'utf-16-le' codec can't decode byte 0x61 in position 0: truncated data
print(codecs.utf_16_decode(b'\xff\xfea\0b', 'strict', []))  # expect: ('a', 4)
print(codecs.utf_16_ex_decode(b'\xfe\xff\0a'), codecs.utf_16_ex_decode(b'a\0', 'strict', -1))  # expect: ('a', 4, 1) ('a', 2, -1)
