import builtins

for run in exec, eval:
    namespace = {}
    run('1', namespace)
    print(list(namespace), namespace['__builtins__'] is vars(builtins))
# expect: ['__builtins__'] True
# expect: ['__builtins__'] True
print(str.maketrans.__qualname__, len.__qualname__, dict.fromkeys.__qualname__)  # expect: str.maketrans len dict.fromkeys
