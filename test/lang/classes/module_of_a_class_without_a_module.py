namespace = {}
exec('class A: pass', namespace)
print(namespace['A'].__module__)  # expect: builtins
