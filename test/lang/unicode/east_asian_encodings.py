# Texts of East Asia in their encodings: there, back, and what is refused.
import codecs
import io

SAMPLES = {
    'gb2312': '中文', 'gbk': '中文€', 'gb18030': '中\u1234€😀', 'hz': 'a中文b', 'big5': '中文', 'big5hkscs': '中Ê̄文',
    'cp950': '中文', 'shift_jis': 'ｱ日本', 'cp932': 'ｱ日本①', 'euc_jp': 'ｱ日本丂', 'shift_jis_2004': 'か゚か',
    'euc_jis_2004': 'か゚𠂉', 'euc_jisx0213': 'か゚か', 'shift_jisx0213': '日本', 'euc_kr': '한글뢔', 'cp949': '한글뢔', 'johab': '한글뢔',
    'iso2022_kr': 'a한글', 'iso2022_jp': '日本a', 'iso2022_jp_1': '丂', 'iso2022_jp_2': '中한é', 'iso2022_jp_2004': 'か゚か',
    'iso2022_jp_3': 'か゚か', 'iso2022_jp_ext': 'ｱ日本',
}
for name, text in SAMPLES.items():
    data = text.encode(name, 'replace')
    print(name, data, data.decode(name) == text)
# expect: gb2312 b'\xd6\xd0\xce\xc4' True
# expect: gbk b'\xd6\xd0\xce\xc4?' False
# expect: gb18030 b'\xd6\xd0\x813\xbc4\xa2\xe3\x949\xfc6' True
# expect: hz b'a~{VPND~}b' True
# expect: big5 b'\xa4\xa4\xa4\xe5' True
# expect: big5hkscs b'\xa4\xa4\x88b\xa4\xe5' True
# expect: cp950 b'\xa4\xa4\xa4\xe5' True
# expect: shift_jis b'\xb1\x93\xfa\x96{' True
# expect: cp932 b'\xb1\x93\xfa\x96{\x87@' True
# expect: euc_jp b'\x8e\xb1\xc6\xfc\xcb\xdc\x8f\xb0\xa1' True
# expect: shift_jis_2004 b'\x82\xf5\x82\xa9' True
# expect: euc_jis_2004 b'\xa4\xf7\x8f\xa1\xa1' True
# expect: euc_jisx0213 b'\xa4\xf7\xa4\xab' True
# expect: shift_jisx0213 b'\x93\xfa\x96{' True
# expect: euc_kr b'\xc7\xd1\xb1\xdb\xa4\xd4\xa4\xa9\xa4\xc9\xa4\xd4' True
# expect: cp949 b'\xc7\xd1\xb1\xdb\x8fO' True
# expect: johab b'\xd0e\x8bi\x9d\xe1' True
# expect: iso2022_kr b'a\x1b$)C\x0eGQ1[\x0f' True
# expect: iso2022_jp b'\x1b$BF|K\\\x1b(Ba' True
# expect: iso2022_jp_1 b'\x1b$(D0!\x1b(B' True
# expect: iso2022_jp_2 b'\x1b$BCf\x1b$(CGQ\x1b$(D+1\x1b(B' True
# expect: iso2022_jp_2004 b'\x1b$(Q$w\x1b$B$+\x1b(B' True
# expect: iso2022_jp_3 b'\x1b$(O$w\x1b$B$+\x1b(B' True
# expect: iso2022_jp_ext b'\x1b(I1\x1b$BF|K\\\x1b(B' True


def refused(function, *args):
    try:
        return function(*args)
    except Exception as error:
        return f'{type(error).__name__}: {error}'


print(refused('中\ud800'.encode, 'gbk'))  # expect: UnicodeEncodeError: 'gbk' codec can't encode character '\ud800' in position 1: illegal multibyte sequence
print(refused('a😀b'.encode, 'euc_kr'), 'a😀b'.encode('euc_kr', 'xmlcharrefreplace'))  # expect: UnicodeEncodeError: 'euc_kr' codec can't encode character '\U0001f600' in position 1: illegal multibyte sequence b'a&#128512;b'
print(refused(b'a\xff\xffb'.decode, 'big5'), b'a\xff\xffb'.decode('big5', 'replace'))  # expect: UnicodeDecodeError: 'big5' codec can't decode byte 0xff in position 1: illegal multibyte sequence a��b
print(refused(b'a\xb0'.decode, 'gbk'), b'a\xb0'.decode('gbk', 'ignore'))  # expect: UnicodeDecodeError: 'gbk' codec can't decode byte 0xb0 in position 1: incomplete multibyte sequence a
print(refused(b'\x1b$(Ga'.decode, 'iso2022_jp'))  # expect: UnicodeDecodeError: 'iso2022_jp' codec can't decode bytes in position 0-3: illegal multibyte sequence
print(refused(b'\x81\x30\x81\xff'.decode, 'gb18030'))  # expect: UnicodeDecodeError: 'gb18030' codec can't decode byte 0x81 in position 0: illegal multibyte sequence


def note(error):
    print(error.start, error.end, error.reason)
    return '?', error.end


codecs.register_error('note', note)
print(b'\xffab\xff'.decode('gbk', 'note'), '中😀'.encode('iso2022_jp', 'note'))
# expect: 0 1 illegal multibyte sequence
# expect: 3 4 incomplete multibyte sequence
# expect: 1 2 illegal multibyte sequence
# expect: ?ab? b'\x1b$BCf\x1b(B?'
codecs.register_error('wrong', lambda error: ('', 100))
print(refused(b'\xff\xff'.decode, 'gbk', 'wrong'))  # expect: IndexError: position 100 from error handler out of bounds

decoder = codecs.getincrementaldecoder('iso2022_jp')()
for piece in b'\x1b$', b'BF', b'|K\\\x1b', b'(Ba':
    print(repr(decoder.decode(piece)), decoder.getstate())
# expect: '' (b'\x1b$', 4342338)
# expect: '' (b'F', 4342466)
# expect: '日本' (b'\x1b', 4342466)
# expect: 'a' (b'', 4342338)
print(refused(decoder.decode, b'\x1b', True))  # expect: UnicodeDecodeError: 'iso2022_jp' codec can't decode byte 0x1b in position 0: incomplete multibyte sequence
encoder = codecs.getincrementalencoder('euc_jis_2004')()
print(encoder.encode('か'), encoder.getstate(), encoder.encode('゚'), encoder.encode('か', True))  # expect: b'' 2340545283 b'\xa4\xf7' b'\xa4\xab'
print(refused(encoder.setstate, 9), refused(encoder.setstate, -1), refused(encoder.setstate, None))  # expect: UnicodeError: pending buffer too large OverflowError: can't convert negative int to unsigned TypeError: setstate() argument must be int, not None

file = io.TextIOWrapper(io.BytesIO(), encoding='gbk', newline='')
file.write('中文\n文')
file.seek(0)
print(file.readlines(), file.buffer.getvalue())  # expect: ['中文\n', '文'] b'\xd6\xd0\xce\xc4\n\xce\xc4'
reader = codecs.getreader('hz')(io.BytesIO(b'~{VPND~}a\n~{VP~}'))
print(reader.read(4), reader.readline(), reader.readlines(), reader.read())
# expect: 中 文a
# expect:  ['中'] 
