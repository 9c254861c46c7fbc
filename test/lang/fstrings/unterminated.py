f'{a'
# expect error: SyntaxError: f-string: expecting '}'
