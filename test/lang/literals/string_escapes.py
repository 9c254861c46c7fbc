print('\x41\u00e9\U0001F600\N{BULLET}\101\t|')  # expect: Aé😀•A	|
print("it's", 'a "b"', '\'', r'\n', '''a
b''')
# expect: it's a "b" ' \n a
# expect: b
print('a' 'b' "c")  # expect: abc
