import re
m = re.match(r'(?P<y>\d{4})-(\d\d)', '2024-05-06')
print(m.group(), m['y'], m.groups(), m.span(2), m.groupdict(), m)  # expect: 2024-05 2024 ('2024', '05') (5, 7) {'y': '2024'} <re.Match object; span=(0, 7), match='2024-05'>
print(re.findall(r'\b\w', 'ab cd'), re.sub(r'(a)(b)?', r'[\1\2]', 'ab a'), re.split(r'[,;]\s*', 'a, b;c'), re.sub('a', lambda m: m[0] * 2, 'bab'))  # expect: ['a', 'c'] [ab] [a] ['a', 'b', 'c'] baab
print(re.search('x*?y', 'xxy').span(), re.fullmatch('a|ab', 'ab'), re.compile('A', re.I).pattern, bool(re.match('(?i)é', 'É')))  # expect: (0, 3) <re.Match object; span=(0, 2), match='ab'> A True
re.compile('(')  # expect error: re.PatternError: missing ), unterminated subpattern at position 0
