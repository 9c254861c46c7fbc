# Under this future statement `<>` is the operator, and `!=` an error; code compiled from here inherits it.
from __future__ import barry_as_FLUFL

import ast

print(1 <> 2, 1 <> 1, f'{1 <> 2}', eval('3 <> 3'))  # expect: True False True False
print(ast.unparse(ast.parse('from __future__ import barry_as_FLUFL\n1 <> 2')))
# expect: from __future__ import barry_as_FLUFL
# expect: 1 != 2


def error(text, *options):
    try:
        compile(text, 'file', 'exec', *options)
    except SyntaxError as e:
        print(e, e.offset, e.end_offset, repr(e.text))
    else:
        print('compiled')


for text in '1 != 2', 'f(a, b=[c != d])', "f'{1!=2}'", 'x <>', 'x !=', '<>', 'x <> y z':
    error(text)
# expect: with Barry as BDFL, use '<>' instead of '!=' (file, line 1) 3 5 '1 != 2\n'
# expect: with Barry as BDFL, use '<>' instead of '!=' (file, line 1) 11 13 'f(a, b=[c != d])\n'
# expect: with Barry as BDFL, use '<>' instead of '!=' (file, line 1) 5 7 "f'{1!=2}'\n"
# expect: invalid syntax (file, line 1) 5 6 'x <>\n'
# expect: with Barry as BDFL, use '<>' instead of '!=' (file, line 1) 3 5 'x !=\n'
# expect: invalid syntax (file, line 1) 1 3 '<>\n'
# expect: invalid syntax (file, line 1) 8 9 'x <> y z\n'
print('without:')  # expect: without:
for text in (
    '1 <> 2',
    '1 != 2; from __future__ import barry_as_FLUFL; 1 <> 2',
    'from __future__ import barry_as_FLUFL as b; 1 <> 2',
    'from __future__ import (annotations, barry_as_FLUFL)\n1 != 2',
    'from .__future__ import barry_as_FLUFL\n1 != 2',
    'import __future__\n1 <> 2',
):
    error(text, 0, True)
# expect: invalid syntax (file, line 1) 3 5 '1 <> 2\n'
# expect: from __future__ imports must occur at the beginning of the file (file, line 1) 9 46 None
# expect: compiled
# expect: with Barry as BDFL, use '<>' instead of '!=' (file, line 2) 3 5 '1 != 2\n'
# expect: compiled
# expect: invalid syntax (file, line 2) 3 5 '1 <> 2\n'
error('1 <> 2', __import__('__future__').barry_as_FLUFL.compiler_flag, True)  # expect: compiled
