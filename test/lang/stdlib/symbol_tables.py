import symtable

source = """
x: int = 1
def f[T](a, *b, k=x):
    global g
    def inner():
        nonlocal c
        c = a
    c = [z for z in b if (w := z)]
    return lambda q: (q for r in c)
class C[T: int = str](list):
    y = x
    def m(self: T):
        return __class__, self.__private
    [i for i in (lambda: y)()]
type A[T] = list[T]
"""
def show(table, depth=0):
    symbols = [str(symbol)[8:-1] for symbol in table.get_symbols()]
    print('  ' * depth, table.get_type(), table.get_name(), table.get_lineno(), *symbols, sep='; ')
    for child in table.get_children():
        show(child, depth + 1)
show(symtable.symtable(source, 'a.py', 'exec'))
# expect: ; module; top; 0; 'x': LOCAL, USE|DEF_LOCAL|DEF_ANNOT; '__conditional_annotations__': GLOBAL_IMPLICIT, USE; 'f': LOCAL, DEF_LOCAL; 'g': GLOBAL_EXPLICIT, DEF_GLOBAL; 'C': LOCAL, DEF_LOCAL; 'A': LOCAL, DEF_LOCAL
# expect:   ; annotation; __annotate__; 2; '.format': LOCAL, USE|DEF_PARAM; 'int': GLOBAL_IMPLICIT, USE
# expect:   ; type parameters; f; 3; '.defaults': LOCAL, DEF_PARAM; '.kwdefaults': LOCAL, DEF_PARAM; 'T': LOCAL, DEF_LOCAL|DEF_TYPE_PARAM
# expect:     ; annotation; __annotate__; 3; '.format': LOCAL, USE|DEF_PARAM
# expect:     ; function; f; 3; 'a': CELL, DEF_PARAM; 'k': LOCAL, DEF_PARAM; 'b': LOCAL, USE|DEF_PARAM; 'g': GLOBAL_EXPLICIT, DEF_GLOBAL; 'inner': LOCAL, DEF_LOCAL; 'c': CELL, DEF_LOCAL; 'w': LOCAL, DEF_LOCAL; 'z': LOCAL, USE|DEF_LOCAL|DEF_COMP_ITER
# expect:       ; annotation; __annotate__; 5; '.format': LOCAL, USE|DEF_PARAM
# expect:       ; function; inner; 5; 'c': FREE, DEF_NONLOCAL|DEF_LOCAL; 'a': FREE, USE
# expect:       ; function; lambda; 9; 'q': CELL, DEF_PARAM; 'c': FREE, USE
# expect:         ; function; genexpr; 9; '.0': LOCAL, DEF_PARAM; 'r': LOCAL, DEF_LOCAL|DEF_COMP_ITER; 'q': FREE, USE
# expect:   ; type parameters; C; 10; '.type_params': CELL, USE|DEF_LOCAL; '.generic_base': LOCAL, USE|DEF_LOCAL; 'T': CELL, DEF_LOCAL|DEF_TYPE_PARAM; 'list': GLOBAL_IMPLICIT, USE
# expect:     ; type variable; T; 10; '.format': LOCAL, USE|DEF_PARAM; 'int': GLOBAL_IMPLICIT, USE
# expect:     ; type variable; T; 10; '.format': LOCAL, USE|DEF_PARAM; 'str': GLOBAL_IMPLICIT, USE
# expect:     ; class; C; 10; '__type_params__': LOCAL, DEF_LOCAL; '.type_params': FREE, USE; 'y': LOCAL, DEF_LOCAL; 'x': GLOBAL_IMPLICIT, USE; 'm': LOCAL, DEF_LOCAL; 'i': LOCAL, USE|DEF_LOCAL|DEF_COMP_ITER; 'T': FREE, 
# expect:       ; annotation; __annotate__; 12; '.format': LOCAL, USE|DEF_PARAM; '__classdict__': FREE, USE; 'T': FREE, USE
# expect:       ; function; m; 12; 'self': LOCAL, USE|DEF_PARAM; '__class__': FREE, USE
# expect:       ; function; lambda; 14; 'y': GLOBAL_IMPLICIT, USE
# expect:   ; type parameters; A; 15; 'T': CELL, DEF_LOCAL|DEF_TYPE_PARAM
# expect:     ; type alias; A; 15; '.format': LOCAL, USE|DEF_PARAM; 'list': GLOBAL_IMPLICIT, USE; 'T': FREE, USE
f = symtable.symtable(source, 'a.py', 'exec').lookup('f').get_namespaces()[0].get_children()[1]
print(f, f.get_parameters(), f.get_locals(), f.get_globals(), f.is_nested(), f.has_children())  # expect: <Function SymbolTable for f in a.py> ('a', 'k', 'b') ('a', 'k', 'b', 'inner', 'c', 'w', 'z') ('g',) True True
for arguments in ('x y', 'a', 'exec'), ('x = 1', 'a', 'eval'), ('def f(a, a): 0', 'b.py', 'exec'), (1, 'a', 'exec'), ('x', 'a', 'func_type'):
    try:
        symtable.symtable(*arguments)
    except Exception as error:
        print(type(error).__name__, error)
# expect: SyntaxError invalid syntax (a, line 1)
# expect: SyntaxError invalid syntax (a, line 1)
# expect: SyntaxError duplicate argument 'a' in function definition (b.py, line 1)
# expect: TypeError symtable() arg 1 must be a string or bytes object
# expect: ValueError symtable() arg 3 must be 'exec' or 'eval' or 'single'
