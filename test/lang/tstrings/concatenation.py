x = 1
t = t'a{x}' + t'b{x}'
print(t.strings, t.values)  # expect: ('a', 'b', '') (1, 1)
t + 'c'  # expect error: TypeError: can only concatenate string.templatelib.Template (not "str") to string.templatelib.Template
