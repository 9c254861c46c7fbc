from __future__ import annotations
import __future__
flag = __future__.annotations.compiler_flag
source = 'def f(x: undefined + 1): pass\n'
namespace = {}
exec(source, namespace)
print(namespace['f'].__annotations__)  # expect: {'x': 'undefined + 1'}
def strings(code):
    return code.co_flags & flag == flag
print(strings(compile(source, 'f', 'exec')))  # expect: True
print(strings(compile(source, 'f', 'exec', dont_inherit=True)))  # expect: False
print(strings(compile(source, 'f', 'exec', 0, [1])))  # expect: False
print(strings(compile(source, 'f', 'exec', flag, True)))  # expect: True
print(strings(eval('lambda: 0').__code__))  # expect: True
print(strings(eval('(lambda: eval("lambda: 0"))()', {}).__code__))  # expect: True
print([strings(code) for code in map(compile, [source], ['f'], ['exec'])])  # expect: [True]
plain = compile('exec("def f(x: undefined): pass"); f.__annotations__', 'f', 'exec', dont_inherit=True)
try:
    exec(plain)
except NameError as error:
    print(error)  # expect: name 'undefined' is not defined
