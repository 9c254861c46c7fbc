f'{1!x}'  # expect error: SyntaxError: f-string: invalid conversion character 'x': expected 's', 'r', or 'a'
