import unicodedata as u
texts = '\xe9', 'e\u0323\u0301', 'e\u0301\u0323', '\ufb01', '\u1100\u1161\u11a8', '\uac01', '\u0958', '\u212b', '\u1e9b\u0323', 'a\u0345\u0301', '\U0001d15e', '\ud800'
for text in texts:
    print(*(ascii(u.normalize(form, text)) for form in ('NFC', 'NFD', 'NFKC', 'NFKD')), u.is_normalized('NFC', text))
# expect: '\xe9' 'e\u0301' '\xe9' 'e\u0301' True
# expect: '\u1eb9\u0301' 'e\u0323\u0301' '\u1eb9\u0301' 'e\u0323\u0301' False
# expect: '\u1eb9\u0301' 'e\u0323\u0301' '\u1eb9\u0301' 'e\u0323\u0301' False
# expect: '\ufb01' '\ufb01' 'fi' 'fi' True
# expect: '\uac01' '\u1100\u1161\u11a8' '\uac01' '\u1100\u1161\u11a8' False
# expect: '\uac01' '\u1100\u1161\u11a8' '\uac01' '\u1100\u1161\u11a8' True
# expect: '\u0915\u093c' '\u0915\u093c' '\u0915\u093c' '\u0915\u093c' False
# expect: '\xc5' 'A\u030a' '\xc5' 'A\u030a' False
# expect: '\u1e9b\u0323' '\u017f\u0323\u0307' '\u1e69' 's\u0323\u0307' True
# expect: '\xe1\u0345' 'a\u0301\u0345' '\xe1\u0345' 'a\u0301\u0345' False
# expect: '\U0001d157\U0001d165' '\U0001d157\U0001d165' '\U0001d157\U0001d165' '\U0001d157\U0001d165' False
# expect: '\ud800' '\ud800' '\ud800' '\ud800' True
print(ascii(u.ucd_3_2_0.normalize('NFC', '\uf951')), ascii(u.normalize('NFC', '\uf951')), 'bücher.example'.encode('idna'))  # expect: '\u964b' '\u964b' b'xn--bcher-kva.example'
