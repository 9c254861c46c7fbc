import ast

for source in (
    '() -> int', '(int, *str, **Any) -> float', '(*int) -> x', '(**a) -> b', '(*a, **b) -> c\n\n', '(a[b], c | d) -> e # f',
    '(a,) -> b', '(*a, b) -> c', '(**a, *b) -> c', 'int -> x', '(a)\n -> b', '(a) ->', '(a) -> b c', '(a) -> b = c',
):
    try:
        tree = ast.parse(source, mode='func_type')
        print(ast.unparse(tree), ast.dump(tree))
    except SyntaxError as error:
        print(source, error)
# expect: () -> int FunctionType(returns=Name(id='int', ctx=Load()))
# expect: (int, str, Any) -> float FunctionType(argtypes=[Name(id='int', ctx=Load()), Name(id='str', ctx=Load()), Name(id='Any', ctx=Load())], returns=Name(id='float', ctx=Load()))
# expect: (int) -> x FunctionType(argtypes=[Name(id='int', ctx=Load())], returns=Name(id='x', ctx=Load()))
# expect: (a) -> b FunctionType(argtypes=[Name(id='a', ctx=Load())], returns=Name(id='b', ctx=Load()))
# expect: (a, b) -> c FunctionType(argtypes=[Name(id='a', ctx=Load()), Name(id='b', ctx=Load())], returns=Name(id='c', ctx=Load()))
# expect: (a[b], c | d) -> e FunctionType(argtypes=[Subscript(value=Name(id='a', ctx=Load()), slice=Name(id='b', ctx=Load()), ctx=Load()), BinOp(left=Name(id='c', ctx=Load()), op=BitOr(), right=Name(id='d', ctx=Load()))], returns=Name(id='e', ctx=Load()))
# expect: (a,) -> b invalid syntax (<unknown>, line 1)
# expect: (*a, b) -> c invalid syntax (<unknown>, line 1)
# expect: (**a, *b) -> c invalid syntax (<unknown>, line 1)
# expect: int -> x invalid syntax (<unknown>, line 1)
# expect: (a)
# expect:  -> b invalid syntax (<unknown>, line 1)
# expect: (a) -> invalid syntax (<unknown>, line 1)
# expect: (a) -> b c invalid syntax (<unknown>, line 1)
# expect: (a) -> b = c invalid syntax (<unknown>, line 1)
try:
    compile('() -> int', '<text>', 'func_type')
except ValueError as error:
    print(error)  # expect: compile() mode 'func_type' requires flag PyCF_ONLY_AST
