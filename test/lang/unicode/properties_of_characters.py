import unicodedata as u
for c in 'a', '\u0301', '\u0663', '\xbd', '\u4e00', '(', '\u05d0', '\U0001f600', '\u0378', '\n':
    print(ascii(c), u.name(c, None), u.category(c), u.bidirectional(c), u.combining(c), u.mirrored(c), u.east_asian_width(c),
          repr(u.decomposition(c)), u.decimal(c, None), u.digit(c, None), u.numeric(c, None))
# expect: 'a' LATIN SMALL LETTER A Ll L 0 0 Na '' None None None
# expect: '\u0301' COMBINING ACUTE ACCENT Mn NSM 230 0 A '' None None None
# expect: '\u0663' ARABIC-INDIC DIGIT THREE Nd AN 0 0 N '' 3 3 3.0
# expect: '\xbd' VULGAR FRACTION ONE HALF No ON 0 0 A '<fraction> 0031 2044 0032' None None 0.5
# expect: '\u4e00' CJK UNIFIED IDEOGRAPH-4E00 Lo L 0 0 W '' None None 1.0
# expect: '(' LEFT PARENTHESIS Ps ON 0 1 Na '' None None None
# expect: '\u05d0' HEBREW LETTER ALEF Lo R 0 0 N '' None None None
# expect: '\U0001f600' GRINNING FACE So ON 0 0 W '' None None None
# expect: '\u0378' None Cn  0 0 N '' None None None
# expect: '\n' None Cc B 0 0 N '' None None None
print(u.lookup('greek small letter alpha'), u.lookup('LF') == '\n', ascii(u.lookup('KEYCAP DIGIT ONE')), u.unidata_version)  # expect: α True '1\ufe0f\u20e3' 16.0.0
old = u.ucd_3_2_0
print(old.unidata_version, old.category('\u0221'), old.name('\u0221', 'none'), old.bidirectional('\u0b83'), old.numeric('\u5146'), u.numeric('\u5146'))  # expect: 3.2.0 Cn none L 1000000.0 1000000.0
for call in (lambda: u.name('\0'), lambda: u.lookup('nothing'), lambda: u.decimal('x'), lambda: u.category('ab'), lambda: u.name(5),
             lambda: u.normalize('NFX', 'a')):
    try:
        call()
    except (ValueError, KeyError, TypeError) as e:
        print(type(e).__name__, e)
# expect: ValueError no such name
# expect: KeyError "undefined character name 'nothing'"
# expect: ValueError not a decimal
# expect: TypeError category(): argument must be a unicode character, not a string of length 2
# expect: TypeError name() argument 1 must be a unicode character, not int
# expect: ValueError invalid normalization form

# The older database has no aliases and named sequences.
for name in 'LATIN SMALL LETTER GHA', 'KEYCAP DIGIT ONE', 'HANGUL SYLLABLE GA', 'CJK UNIFIED IDEOGRAPH-9FA6':
    for database in u, u.ucd_3_2_0:
        try:
            print(ascii(database.lookup(name)))
        except KeyError as error:
            print(error)
# expect: '\u01a3'
# expect: "undefined character name 'LATIN SMALL LETTER GHA'"
# expect: '1\ufe0f\u20e3'
# expect: "undefined character name 'KEYCAP DIGIT ONE'"
# expect: '\uac00'
# expect: '\uac00'
# expect: '\u9fa6'
# expect: '\u9fa6'
