c = compile('x + 1', 'file', 'eval')
print(eval(c, {'x': 4}), type(c), c.co_filename)  # expect: 5 <class 'code'> file
exec(compile('for i in range(2): print(i)', 'f', 'exec'))
# expect: 0
# expect: 1
compile('1 +', 'f', 'eval')  # expect error: SyntaxError: invalid syntax
