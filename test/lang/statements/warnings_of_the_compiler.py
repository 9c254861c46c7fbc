import warnings
def show(source):
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter('always')
        try:
            compile(source, 'f.py', 'exec')
        except SyntaxError as error:
            print('error', error)
    print(source.split('\n')[-1], [(str(w.message), w.lineno) for w in found])
show('x is 1')  # expect: x is 1 [('"is" with \'int\' literal. Did you mean "=="?', 1)]
show('x is not ()')  # expect: x is not () [('"is not" with \'tuple\' literal. Did you mean "!="?', 1)]
show('x is None is 3 is 4')  # expect: x is None is 3 is 4 [('"is" with \'int\' literal. Did you mean "=="?', 1)]
show('x is -1 is [] is f"" is ...')  # expect: x is -1 is [] is f"" is ... []
show('(1, 2) (3, 4)')  # expect: (1, 2) (3, 4) [("'tuple' object is not callable; perhaps you missed a comma?", 1)]
show('None[1], {1}[2], (lambda: 1)[0], {}["a"], (lambda: 1)()')  # expect: None[1], {1}[2], (lambda: 1)[0], {}["a"], (lambda: 1)() [("'NoneType' object is not subscriptable; perhaps you missed a comma?", 1), ("'set' object is not subscriptable; perhaps you missed a comma?", 1), ("'function' object is not subscriptable; perhaps you missed a comma?", 1)]
show('[1]["b"], (1, 2)[1.5], b"a"[None], [1][True], [1][x], [1][1:2]')  # expect: [1]["b"], (1, 2)[1.5], b"a"[None], [1][True], [1][x], [1][1:2] [('list indices must be integers or slices, not str; perhaps you missed a comma?', 1), ('tuple indices must be integers or slices, not float; perhaps you missed a comma?', 1), ('bytes indices must be integers or slices, not NoneType; perhaps you missed a comma?', 1)]
show('1[2] = 3; del 1[2]')  # expect: 1[2] = 3; del 1[2] []
show('assert (x, "message")')  # expect: assert (x, "message") [('assertion is always true, perhaps remove parentheses?', 1)]
show('assert ()')  # expect: assert () []
jump = 'for x in y:\n try: pass\n finally:\n  '
show(jump + 'break')  # expect:   break [("'break' in a 'finally' block", 4)]
show(jump + 'if x: continue')  # expect:   if x: continue [("'continue' in a 'finally' block", 4)]
show(jump + 'while 1: break')  # expect:   while 1: break []
show('def f():\n try: pass\n finally:\n  return 1')  # expect:   return 1 [("'return' in a 'finally' block", 4)]
show('def f():\n try: pass\n finally:\n  def g(): return 1')  # expect:   def g(): return 1 []
show('1()\nreturn')
# expect: error 'return' outside function (f.py, line 2)
# expect: return [("'int' object is not callable; perhaps you missed a comma?", 1)]
warnings.simplefilter('error')
try:
    compile('é; x is 1', 'f.py', 'exec')
except SyntaxError as error:
    print(error.args)  # expect: ('"is" with \'int\' literal. Did you mean "=="?', ('f.py', 1, 5, None, 1, 11))
