def f(x):
    match x:
        case []: return 'empty'
        case [a]: return ('one', a)
        case (a, b, *rest) if a == b: return ('same', rest)
        case [1, [2, y]]: return ('nested', y)
        case [*_, last]: return ('last', last)
        case _: return 'no'
print([f(x) for x in ([], (1,), [5, 5, 6], [1, [2, 3]], [1, 2, 3], 'ab', b'a', {1: 2}, range(3))])  # expect: ['empty', ('one', 1), ('same', [6]), ('nested', 3), ('last', 3), 'no', 'no', 'no', ('last', 2)]
