def f[T: (int, str) = int, *Ts = *tuple[int, str]](): pass
T, Ts = f.__type_params__
print(T.evaluate_constraints(1), T.evaluate_default(), Ts.__default__)  # expect: (<class 'int'>, <class 'str'>) <class 'int'> *tuple[int, str]
try:
    T.evaluate_default(4)
except NotImplementedError as error:
    print(repr(error))  # expect: NotImplementedError()
print(type.__type_params__)  # expect: ()
try:
    compile('def f[T=int, U](): pass', '', 'exec')
except SyntaxError as error:
    print(error.args)  # expect: ("non-default type parameter 'U' follows default type parameter", ('', 1, 14, None, 1, 15))
