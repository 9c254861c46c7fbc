def f(x):
    match x:
        case (1 | 2) as n if n > 1: return ('two', n)
        case [('a' | 'b') as c, d]: return (c, d)
        case str() as s: return s * 2
print(f(1), f(2), f(['a', 5]), f('x'))  # expect: None ('two', 2) ('a', 5) xx
