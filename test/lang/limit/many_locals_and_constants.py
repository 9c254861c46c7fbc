src = '\n'.join(f'v{i} = {i}' for i in range(2000))
ns = {}
exec(f'def f():\n ' + src.replace('\n', '\n ') + '\n return v0 + v1999', ns)
print(ns['f']())  # expect: 1999
