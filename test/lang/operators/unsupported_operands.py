for f in (lambda: 1 + 'a', lambda: 'a' + 1, lambda: [] - [], lambda: -'a', lambda: 'a' * 'b', lambda: 1 < 'a', lambda: {} @ {}, lambda: ~1.5, lambda: None ** 2):
    try:
        f()
    except TypeError as e:
        print(e)
# expect: unsupported operand type(s) for +: 'int' and 'str'
# expect: can only concatenate str (not "int") to str
# expect: unsupported operand type(s) for -: 'list' and 'list'
# expect: bad operand type for unary -: 'str'
# expect: can't multiply sequence by non-int of type 'str'
# expect: '<' not supported between instances of 'int' and 'str'
# expect: unsupported operand type(s) for @: 'dict' and 'dict'
# expect: bad operand type for unary ~: 'float'
# expect: unsupported operand type(s) for ** or pow(): 'NoneType' and 'int'
