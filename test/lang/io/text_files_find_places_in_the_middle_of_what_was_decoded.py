import io
text = 'a\u00e9\u20ac\U0001f600\nxyz\r\nq\rr\n'
for encoding in ('utf-8', 'utf-16'):
    b = io.BytesIO(text.encode(encoding))
    for newline in (None, '', '\r\n'):
        for chunk in (1, 7):
            b.seek(0)
            t = io.TextIOWrapper(b, encoding=encoding, newline=newline)
            t._CHUNK_SIZE = chunk
            lines = []
            places = [t.tell()]
            while line := t.readline(3):
                lines.append(line)
                places.append(t.tell())
            rests = []
            for place in places:
                t.seek(place)
                rests.append(len(t.read()))
            print(encoding, repr(newline), chunk, ascii(lines), places, rests, t.newlines)
            t.detach()
# expect: utf-8 None 1 ['a\xe9\u20ac', '\U0001f600\n', 'xyz', '\n', 'q\n', 'r\n'] [0, 6, 11, 14, 16, 340282367000166625996085689099021713426, 20] [13, 10, 8, 5, 4, 2, 0] ('\r', '\n', '\r\n')
# expect: utf-8 None 7 ['a\xe9\u20ac', '\U0001f600\n', 'xyz', '\n', 'q\n', 'r\n'] [0, 6, 11, 14, 16, 340282367000166625996085689099021713426, 20] [13, 10, 8, 5, 4, 2, 0] ('\r', '\n', '\r\n')
# expect: utf-8 '' 1 ['a\xe9\u20ac', '\U0001f600\n', 'xyz', '\r\n', 'q\r', 'r\n'] [0, 6, 11, 14, 16, 340282367000166625996085689099021713426, 20] [14, 11, 9, 6, 4, 2, 0] ('\r', '\n', '\r\n')
# expect: utf-8 '' 7 ['a\xe9\u20ac', '\U0001f600\n', 'xyz', '\r\n', 'q\r', 'r\n'] [0, 6, 11, 14, 16, 340282367000166625996085689099021713426, 20] [14, 11, 9, 6, 4, 2, 0] ('\r', '\n', '\r\n')
# expect: utf-8 '\r\n' 1 ['a\xe9\u20ac', '\U0001f600\nx', 'yz\r', '\nq\r', 'r\n'] [0, 6, 12, 15, 18, 20] [14, 11, 8, 5, 2, 0] None
# expect: utf-8 '\r\n' 7 ['a\xe9\u20ac', '\U0001f600\nx', 'yz\r', '\nq\r', 'r\n'] [0, 6, 12, 15, 18, 20] [14, 11, 8, 5, 2, 0] None
# expect: utf-16 None 1 ['a\xe9\u20ac', '\U0001f600\n', 'xyz', '\n', 'q\n', 'r\n'] [0, 8, 14, 20, 24, 340282367079394788510350026692565663772, 32] [13, 10, 8, 5, 4, 2, 0] ('\r', '\n', '\r\n')
# expect: utf-16 None 7 ['a\xe9\u20ac', '\U0001f600\n', 'xyz', '\n', 'q\n', 'r\n'] [0, 8, 14, 20, 24, 340282367079394788510350026692565663772, 32] [13, 10, 8, 5, 4, 2, 0] ('\r', '\n', '\r\n')
# expect: utf-16 '' 1 ['a\xe9\u20ac', '\U0001f600\n', 'xyz', '\r\n', 'q\r', 'r\n'] [0, 8, 14, 20, 24, 340282367079394788510350026692565663772, 32] [14, 11, 9, 6, 4, 2, 0] ('\r', '\n', '\r\n')
# expect: utf-16 '' 7 ['a\xe9\u20ac', '\U0001f600\n', 'xyz', '\r\n', 'q\r', 'r\n'] [0, 8, 14, 20, 24, 340282367079394788510350026692565663772, 32] [14, 11, 9, 6, 4, 2, 0] ('\r', '\n', '\r\n')
# expect: utf-16 '\r\n' 1 ['a\xe9\u20ac', '\U0001f600\nx', 'yz\r', '\nq\r', 'r\n'] [0, 8, 16, 22, 28, 32] [14, 11, 8, 5, 2, 0] None
# expect: utf-16 '\r\n' 7 ['a\xe9\u20ac', '\U0001f600\nx', 'yz\r', '\nq\r', 'r\n'] [0, 8, 16, 22, 28, 32] [14, 11, 8, 5, 2, 0] None
