import ast

sources = [
    "'%s|%-5r|%8.3a%%' % (a, b, c)",
    "'%d' % (a,)",
    '__debug__',
    'def f():\n    "doc"\n    return 1',
    'class C:\n    "doc"',
    "'%s' % ()",
    'match a:\n    case -1 | 1+2j | {-0.5-3j: 2}: pass',
]
for source in sources:
    for level in -1, 1, 2:
        print(ast.dump(ast.parse(source, optimize=level)))
# expect: Module(body=[Expr(value=BinOp(left=Constant(value='%s|%-5r|%8.3a%%'), op=Mod(), right=Tuple(elts=[Name(id='a', ctx=Load()), Name(id='b', ctx=Load()), Name(id='c', ctx=Load())], ctx=Load())))])
# expect: Module(body=[Expr(value=JoinedStr(values=[FormattedValue(value=Name(id='a', ctx=Load()), conversion=115), Constant(value='|'), FormattedValue(value=Name(id='b', ctx=Load()), conversion=114, format_spec=Constant(value='5')), Constant(value='|'), FormattedValue(value=Name(id='c', ctx=Load()), conversion=97, format_spec=Constant(value='>8.3')), Constant(value='%')]))])
# expect: Module(body=[Expr(value=JoinedStr(values=[FormattedValue(value=Name(id='a', ctx=Load()), conversion=115), Constant(value='|'), FormattedValue(value=Name(id='b', ctx=Load()), conversion=114, format_spec=Constant(value='5')), Constant(value='|'), FormattedValue(value=Name(id='c', ctx=Load()), conversion=97, format_spec=Constant(value='>8.3')), Constant(value='%')]))])
# expect: Module(body=[Expr(value=BinOp(left=Constant(value='%d'), op=Mod(), right=Tuple(elts=[Name(id='a', ctx=Load())], ctx=Load())))])
# expect: Module(body=[Expr(value=BinOp(left=Constant(value='%d'), op=Mod(), right=Tuple(elts=[Name(id='a', ctx=Load())], ctx=Load())))])
# expect: Module(body=[Expr(value=BinOp(left=Constant(value='%d'), op=Mod(), right=Tuple(elts=[Name(id='a', ctx=Load())], ctx=Load())))])
# expect: Module(body=[Expr(value=Name(id='__debug__', ctx=Load()))])
# expect: Module(body=[Expr(value=Constant(value=False))])
# expect: Module(body=[Expr(value=Constant(value=False))])
# expect: Module(body=[FunctionDef(name='f', args=arguments(), body=[Expr(value=Constant(value='doc')), Return(value=Constant(value=1))])])
# expect: Module(body=[FunctionDef(name='f', args=arguments(), body=[Expr(value=Constant(value='doc')), Return(value=Constant(value=1))])])
# expect: Module(body=[FunctionDef(name='f', args=arguments(), body=[Return(value=Constant(value=1))])])
# expect: Module(body=[ClassDef(name='C', body=[Expr(value=Constant(value='doc'))])])
# expect: Module(body=[ClassDef(name='C', body=[Expr(value=Constant(value='doc'))])])
# expect: Module(body=[ClassDef(name='C', body=[Pass()])])
# expect: Module(body=[Expr(value=BinOp(left=Constant(value='%s'), op=Mod(), right=Tuple(ctx=Load())))])
# expect: Module(body=[Expr(value=BinOp(left=Constant(value='%s'), op=Mod(), right=Tuple(ctx=Load())))])
# expect: Module(body=[Expr(value=BinOp(left=Constant(value='%s'), op=Mod(), right=Tuple(ctx=Load())))])
# expect: Module(body=[Match(subject=Name(id='a', ctx=Load()), cases=[match_case(pattern=MatchOr(patterns=[MatchValue(value=UnaryOp(op=USub(), operand=Constant(value=1))), MatchValue(value=BinOp(left=Constant(value=1), op=Add(), right=Constant(value=2j))), MatchMapping(keys=[BinOp(left=UnaryOp(op=USub(), operand=Constant(value=0.5)), op=Sub(), right=Constant(value=3j))], patterns=[MatchValue(value=Constant(value=2))])]), body=[Pass()])])])
# expect: Module(body=[Match(subject=Name(id='a', ctx=Load()), cases=[match_case(pattern=MatchOr(patterns=[MatchValue(value=Constant(value=-1)), MatchValue(value=Constant(value=(1+2j))), MatchMapping(keys=[Constant(value=(-0.5-3j))], patterns=[MatchValue(value=Constant(value=2))])]), body=[Pass()])])])
# expect: Module(body=[Match(subject=Name(id='a', ctx=Load()), cases=[match_case(pattern=MatchOr(patterns=[MatchValue(value=Constant(value=-1)), MatchValue(value=Constant(value=(1+2j))), MatchMapping(keys=[Constant(value=(-0.5-3j))], patterns=[MatchValue(value=Constant(value=2))])]), body=[Pass()])])])

try:
    ast.parse(ast.Constant(42))
except TypeError as e:
    print(e)  # expect: expected Module node, got Constant
for value in (1, 2), frozenset({1}), 1 + 2j, ((1, 'a'), (b'x', ...)), {1}:
    tree = ast.fix_missing_locations(ast.Expression(ast.Constant(value)))
    try:
        print(eval(compile(tree, 'x', 'eval')))
    except TypeError as e:
        print(e)
# expect: (1, 2)
# expect: frozenset({1})
# expect: (1+2j)
# expect: ((1, 'a'), (b'x', Ellipsis))
# expect: got an invalid type in Constant: set

