# The format of a field may go over a line's end in triple quotes only.
print(f'''{1:d
}''' if 0 else 'never formatted')
# expect: never formatted
for source in "f'{1:d\n}'", 't"{1!r:{3}\n}"':
    try:
        compile(source, 'name', 'exec')
    except SyntaxError as error:
        print(error.msg, error.lineno, error.offset)
# expect: f-string: newlines are not allowed in format specifiers for single quoted f-strings 1 7
# expect: unterminated t-string literal (detected at line 1) 1 1
