code = compile('def f():\n    x = 3\n    return locals()\nvalue = f()\n', 'a.py', 'exec')
code = code.replace(co_name='other', co_consts=code.co_consts)
namespace = {}
exec(code, namespace)
print(namespace['value'], code.co_name)  # expect: {'x': 3} other
class Unnamed(type): pass
exec('class A: pass', namespace)
print(namespace['A'].__module__)  # expect: builtins
