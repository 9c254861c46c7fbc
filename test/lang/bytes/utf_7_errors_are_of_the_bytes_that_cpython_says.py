import codecs


def attempt(f, *args):
    try:
        print(ascii(f(*args)))
    except UnicodeError as e:
        print(e)


for data in (b'+2AHab-', b'+2AHab-x', b'+2AHYAdwA-', b'+2AHYAQ-', b'+', b'+A', b'+AAA', b'+AAAA-', b'+\xff', b'a\xff', b'+IKw', b'+2AHaAQ',
             b'+2A', b'+?', b'+AGE!b', b'+AGEB-', b'+AGF-', b'+AGF', b'++', b'+2AHYAA-', b'a+-b'):
    print(data)
    attempt(codecs.utf_7_decode, data, 'strict', True)
    attempt(codecs.utf_7_decode, data, 'replace', True)
    attempt(codecs.utf_7_decode, data)
# expect: b'+2AHab-'
# expect: 'utf7' codec can't decode bytes in position 0-6: partial character in shift sequence
# expect: ('\ufffd', 7)
# expect: 'utf7' codec can't decode bytes in position 0-6: partial character in shift sequence
# expect: b'+2AHab-x'
# expect: 'utf7' codec can't decode bytes in position 0-6: partial character in shift sequence
# expect: ('\ufffdx', 8)
# expect: 'utf7' codec can't decode bytes in position 0-6: partial character in shift sequence
# expect: b'+2AHYAdwA-'
# expect: ('\ud801\U00010400', 10)
# expect: ('\ud801\U00010400', 10)
# expect: ('\ud801\U00010400', 10)
# expect: b'+2AHYAQ-'
# expect: ('\ud801\ud801', 8)
# expect: ('\ud801\ud801', 8)
# expect: ('\ud801\ud801', 8)
# expect: b'+'
# expect: ('', 1)
# expect: ('', 1)
# expect: ('', 0)
# expect: b'+A'
# expect: 'utf7' codec can't decode bytes in position 0-1: unterminated shift sequence
# expect: ('\ufffd', 2)
# expect: ('', 0)
# expect: b'+AAA'
# expect: ('\x00', 4)
# expect: ('\x00', 4)
# expect: ('', 0)
# expect: b'+AAAA-'
# expect: 'utf7' codec can't decode bytes in position 0-5: partial character in shift sequence
# expect: ('\x00\ufffd', 6)
# expect: 'utf7' codec can't decode bytes in position 0-5: partial character in shift sequence
# expect: b'+\xff'
# expect: 'utf7' codec can't decode bytes in position 0-1: ill-formed sequence
# expect: ('\ufffd', 2)
# expect: 'utf7' codec can't decode bytes in position 0-1: ill-formed sequence
# expect: b'a\xff'
# expect: 'utf7' codec can't decode byte 0xff in position 1: unexpected special character
# expect: ('a\ufffd', 2)
# expect: 'utf7' codec can't decode byte 0xff in position 1: unexpected special character
# expect: b'+IKw'
# expect: ('\u20ac', 4)
# expect: ('\u20ac', 4)
# expect: ('', 0)
# expect: b'+2AHaAQ'
# expect: 'utf7' codec can't decode bytes in position 0-6: unterminated shift sequence
# expect: ('\ud801\ufffd', 7)
# expect: ('', 0)
# expect: b'+2A'
# expect: 'utf7' codec can't decode bytes in position 0-2: unterminated shift sequence
# expect: ('\ufffd', 3)
# expect: ('', 0)
# expect: b'+?'
# expect: 'utf7' codec can't decode bytes in position 0-1: ill-formed sequence
# expect: ('\ufffd', 2)
# expect: 'utf7' codec can't decode bytes in position 0-1: ill-formed sequence
# expect: b'+AGE!b'
# expect: ('a!b', 6)
# expect: ('a!b', 6)
# expect: ('a!b', 6)
# expect: b'+AGEB-'
# expect: 'utf7' codec can't decode bytes in position 0-5: partial character in shift sequence
# expect: ('a\ufffd', 6)
# expect: 'utf7' codec can't decode bytes in position 0-5: partial character in shift sequence
# expect: b'+AGF-'
# expect: 'utf7' codec can't decode bytes in position 0-4: non-zero padding bits in shift sequence
# expect: ('a\ufffd', 5)
# expect: 'utf7' codec can't decode bytes in position 0-4: non-zero padding bits in shift sequence
# expect: b'+AGF'
# expect: 'utf7' codec can't decode bytes in position 0-3: unterminated shift sequence
# expect: ('a\ufffd', 4)
# expect: ('', 0)
# expect: b'++'
# expect: 'utf7' codec can't decode bytes in position 0-1: unterminated shift sequence
# expect: ('\ufffd', 2)
# expect: ('', 0)
# expect: b'+2AHYAA-'
# expect: ('\ud801\ud800', 8)
# expect: ('\ud801\ud800', 8)
# expect: ('\ud801\ud800', 8)
# expect: b'a+-b'
# expect: ('a+b', 4)
# expect: ('a+b', 4)
# expect: ('a+b', 4)

decoder = codecs.getincrementaldecoder('utf-7')()
print([decoder.decode(bytes([c])) for c in b'a+AGEAYgBj-x'])  # expect: ['a', '', '', '', '', '', '', '', '', '', 'abc', 'x']
