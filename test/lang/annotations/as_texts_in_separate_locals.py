code = '''from __future__ import annotations
variable: 1 + 2
if True:
    other: int = 3
'''
for namespace in {}, {'__annotations__': {'old': 0}}:
    exec(code, {}, namespace)
    print(namespace['__annotations__'])
# expect: {'variable': '1 + 2', 'other': 'int'}
# expect: {'old': 0, 'variable': '1 + 2', 'other': 'int'}
