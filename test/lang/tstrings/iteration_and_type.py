t = t'a{1}{2}b'
print(type(t), [type(x).__name__ for x in t], list(t)[0])  # expect: <class 'string.templatelib.Template'> ['str', 'Interpolation', 'Interpolation', 'str'] a
print(t.strings)  # expect: ('a', '', 'b')
