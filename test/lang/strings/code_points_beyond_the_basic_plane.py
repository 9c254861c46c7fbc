s = 'a😀b'
print(len(s), s[1], s[::-1], s.index('b'), s[1:], ord(s[1]), chr(128512) == s[1], s.find('😀'))  # expect: 3 😀 b😀a 2 😀b 128512 True 1
print(sorted(['😀', '\uffff', 'a']) == ['a', '\uffff', '😀'], max(s) == '😀')  # expect: True True
