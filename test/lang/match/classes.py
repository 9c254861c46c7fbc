class P:
    __match_args__ = 'x', 'y'
    def __init__(self, x, y): self.x, self.y = x, y
def f(v):
    match v:
        case P(0, y=0): return 'origin'
        case P(x=int(a), y=b): return (a, b)
        case int() | str(): return 'builtin'
        case float(f): return f
        case list([a, _]): return a
        case P(): return 'P'
print([f(v) for v in (P(0, 0), P(1, 'b'), 5, 's', 2.5, [7, 8], P('x', 'y'))])  # expect: ['origin', (1, 'b'), 'builtin', 'builtin', 2.5, 7, 'P']
