import ast

# Keys that are equal, as the message writes the second.
for keys in '-0.0 0', '1 True', '1.0 1', '-0.0+2j 2j', '-2j -2j', '1-2j 1-2j', '-1e400 -1e400':
    first, second = keys.split()
    try:
        compile(f'match x:\n  case {{{first}: 1, {second}: 2}}: pass', '', 'exec')
    except SyntaxError as e:
        print(e.msg)
# expect: mapping pattern checks duplicate key (0)
# expect: mapping pattern checks duplicate key (True)
# expect: mapping pattern checks duplicate key (1)
# expect: mapping pattern checks duplicate key (2j)
# expect: mapping pattern checks duplicate key ((-0-2j))
# expect: mapping pattern checks duplicate key ((1-2j))
# expect: mapping pattern checks duplicate key (-inf)

# Literals of a tree that no source gives.
for text in '1 * 2j', '-True', '...', 'None', '1 + 2', '--1', '-1 + 2j':
    tree = ast.parse('match x:\n  case 1: pass')
    tree.body[0].cases[0].pattern.value = ast.parse(text, mode='eval').body
    try:
        compile(tree, '', 'exec')
        print('compiled')
    except ValueError as e:
        print(e)
# expect: patterns may only match literals and attribute lookups
# expect: patterns may only match literals and attribute lookups
# expect: unexpected constant inside of a literal pattern
# expect: unexpected constant inside of a literal pattern
# expect: patterns may only match literals and attribute lookups
# expect: patterns may only match literals and attribute lookups
# expect: compiled
