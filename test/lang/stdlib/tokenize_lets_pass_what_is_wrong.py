import _tokenize
import io

for source in ')', '(]', '01', '1a', 'a€b', 'x $y?', '1_a', '0b12', "x = 'a", 'f(\n', 'if x:\n  a\n b', '\0':
    for extra in True, False:
        tokens = []
        try:
            for token in _tokenize.TokenizerIter(io.StringIO(source).readline, extra_tokens=extra):
                tokens.append(token[:2])
        except SyntaxError as e:
            tokens.append(e.args)
        print(ascii(tokens))
# expect: [(55, ')'), (4, ''), (0, '')]
# expect: [("unmatched ')'", ('<string>', 1, 1, ')', 1, 1))]
# expect: [(55, '('), (55, ']'), (4, ''), (0, '')]
# expect: [(7, '('), ("closing parenthesis ']' does not match opening parenthesis '('", ('<string>', 1, 2, '(]', 1, 2))]
# expect: [(2, '01'), (4, ''), (0, '')]
# expect: [('leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers', ('<string>', 1, 1, '01', 1, 2))]
# expect: [(2, '1'), (1, 'a'), (4, ''), (0, '')]
# expect: [('invalid decimal literal', ('<string>', 1, 1, '1a', 1, 1))]
# expect: [(1, 'a\u20acb'), (4, ''), (0, '')]
# expect: [("invalid character '\u20ac' (U+20AC)", ('<string>', 1, 2, 'a\u20acb', 1, 2))]
# expect: [(1, 'x'), (55, '$'), (1, 'y'), (55, '?'), (4, ''), (0, '')]
# expect: [(1, 'x'), (55, '$'), (1, 'y'), (55, '?'), (4, ''), (0, '')]
# expect: [('invalid decimal literal', ('<string>', 1, 2, '1_a', 1, 2))]
# expect: [('invalid decimal literal', ('<string>', 1, 2, '1_a', 1, 2))]
# expect: [("invalid digit '2' in binary literal", ('<string>', 1, 4, '0b12', 1, 4))]
# expect: [("invalid digit '2' in binary literal", ('<string>', 1, 4, '0b12', 1, 4))]
# expect: [(1, 'x'), (55, '='), ('unterminated string literal (detected at line 1)', ('<string>', 1, 5, "x = 'a", 1, 5))]
# expect: [(1, 'x'), (22, '='), ('unterminated string literal (detected at line 1)', ('<string>', 1, 5, "x = 'a", 1, 5))]
# expect: [(1, 'f'), (55, '('), (66, '\n'), ('unexpected EOF in multi-line statement',)]
# expect: [(1, 'f'), (7, '('), ('unexpected EOF in multi-line statement',)]
# expect: [(1, 'if'), (1, 'x'), (55, ':'), (4, '\n'), (5, '  '), (1, 'a'), (4, '\n'), ('unindent does not match any outer indentation level', ('<string>', 3, 3, ' b', None, None))]
# expect: [(1, 'if'), (1, 'x'), (11, ':'), (4, ''), (5, ''), (1, 'a'), (4, ''), ('unindent does not match any outer indentation level', ('<string>', 3, 3, ' b', None, None))]
# expect: [('source code cannot contain null bytes', ('<string>', 1, 0, '', 1, 0))]
# expect: [('source code cannot contain null bytes', ('<string>', 1, 0, '', 1, 0))]
