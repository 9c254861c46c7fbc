for source in (
    b'# coding: cp1252\nx = "\x80"', b'# coding: iso-8859-15\nx = "\xa4"', b'# coding=koi8-r\nx = "\xc1"', b'# coding: utf-7\nx = "+AOk-"',
    b'# coding: shift_jis\nx = "\x83\x5c"', b'#coding:gbk\nx = "\xb0\xa1"', b'# coding: rot13\nk = 1', b'# coding: cp1253\nx = "\xaa"', b'# coding: foobar\nx = 1',
    b'# coding: cp1252\nx = "\x80" $', b'# coding: ascii\nx = "\xe9"', b'x = "\0"', b'# coding: unicode_escape\nx = "\\u00e9"',
):
    try:
        exec(source, space := {})
        print(ascii(space['x']))
    except SyntaxError as error:
        print(ascii(error.msg), error.lineno, error.offset, error.__context__)
# expect: '\u20ac'
# expect: '\u20ac'
# expect: '\u0430'
# expect: '\xe9'
# expect: '\u30bd'
# expect: '\u554a'
# expect: "'rot13' is not a text encoding; use codecs.decode() to handle arbitrary codecs" 0 -1 None
# expect: "'charmap' codec can't decode byte 0xaa in position 22: character maps to <undefined>" 0 -1 None
# expect: 'unknown encoding: foobar' 0 -1 None
# expect: 'invalid syntax' 2 9 None
# expect: "'ascii' codec can't decode byte 0xe9 in position 21: ordinal not in range(128)" 0 -1 None
# expect: 'source code string cannot contain null bytes' None None None
# expect: '\xe9'
