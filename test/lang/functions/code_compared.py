def code(source): return compile(source, 'f', 'eval')
for one, other in [('0.0', '-0.0'), ('1', '1.0'), ('1', 'True'), ('"a"', 'b"a"'), ('(1, 2)', '(1, 3)'), ('10**30', '10**31'),
                   ('x.a', 'x.b'), ('x + 1', 'x - 1'), ('f(1)', 'f(2)'), ('lambda: 1', 'lambda: 2')]:
    print(one, code(one) == code(one), hash(code(one)) == hash(code(one)), code(one) == code(other))
# expect: 0.0 True True False
# expect: 1 True True False
# expect: 1 True True False
# expect: "a" True True False
# expect: (1, 2) True True False
# expect: 10**30 True True False
# expect: x.a True True False
# expect: x + 1 True True False
# expect: f(1) True True False
# expect: lambda: 1 True True False
