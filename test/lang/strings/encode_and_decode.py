print('é€😀'.encode(), 'é'.encode('latin-1'), b'\xc3\xa9'.decode(), 'é'.encode('ascii', 'replace'))  # expect: b'\xc3\xa9\xe2\x82\xac\xf0\x9f\x98\x80' b'\xe9' é b'?'
print('a'.encode('utf-16-le'), 'é'.encode('ascii', 'xmlcharrefreplace'), b'\xff'.decode('utf-8', 'replace'))  # expect: b'a\x00' b'&#233;' �
b'\xff'.decode()  # expect error: UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte
