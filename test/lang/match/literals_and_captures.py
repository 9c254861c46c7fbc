def f(x):
    match x:
        case 1 | 2: return 'small'
        case -1: return 'minus'
        case 'a' | b'b': return 'text'
        case None | True: return 'singleton'
        case 1.5 | 2 + 3j: return 'number'
        case other: return ('other', other)
print([f(x) for x in (1, 2, -1, 'a', b'b', None, True, 1.5, 2 + 3j, 9)])  # expect: ['small', 'small', 'minus', 'text', 'text', 'singleton', 'small', 'number', 'number', ('other', 9)]
