import textwrap, string
print(textwrap.fill('the quick brown fox', 10))
# expect: the quick
# expect: brown fox
print(string.ascii_lowercase[:3], string.Template('$a ${b} $$').substitute(a=1, b=2), textwrap.dedent('  a\n  b'))
# expect: abc 1 2 $ a
# expect: b
