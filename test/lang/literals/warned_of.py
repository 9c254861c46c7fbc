import warnings
def show(source):
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter('always')
        try:
            compile(source, 'f.py', 'exec')
        except SyntaxError:
            print('an error too')
    for w in found:
        print(w.lineno, w.message)
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        try:
            compile(source, 'f.py', 'exec')
        except SyntaxError as error:
            print(error.args)
show(r"'ab\d'")
# expect: 1 "\d" is an invalid escape sequence. Such sequences will not work in the future. Did you mean "\\d"? A raw string is also an option.
# expect: ('"\\d" is an invalid escape sequence. Did you mean "\\\\d"? A raw string is also an option.', ('f.py', 1, 4, "'ab\\d'\n", 1, 6))
show("x = b'''a\n\\q'''")
# expect: 2 "\q" is an invalid escape sequence. Such sequences will not work in the future. Did you mean "\\q"? A raw string is also an option.
# expect: ('"\\q" is an invalid escape sequence. Did you mean "\\\\q"? A raw string is also an option.', ('f.py', 2, 1, "\\q'''\n", 2, 3))
show(r"u'\400'")
# expect: 1 "\400" is an invalid octal escape sequence. Such sequences will not work in the future. Did you mean "\\400"? A raw string is also an option.
# expect: ('"\\400" is an invalid octal escape sequence. Did you mean "\\\\400"? A raw string is also an option.', ('f.py', 1, 1, "u'\\400'\n", 1, 3))
show(r"'\z' $")
# expect: an error too
# expect: 1 "\z" is an invalid escape sequence. Such sequences will not work in the future. Did you mean "\\z"? A raw string is also an option.
# expect: ('"\\z" is an invalid escape sequence. Did you mean "\\\\z"? A raw string is also an option.', ('f.py', 1, 2, "'\\z' $\n", 1, 4))
show('1_0if x else 2')
# expect: 1 invalid decimal literal
# expect: ('invalid decimal literal', ('f.py', 1, 3, '1_0if x else 2', 1, 3))
