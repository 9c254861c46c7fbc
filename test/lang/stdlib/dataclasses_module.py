from dataclasses import dataclass, field, replace, asdict
@dataclass(order=True)
class P:
    x: int
    y: list = field(default_factory=list, compare=False)
p = P(1)
print(p, p == P(1, [2]), P(1) < P(2), replace(p, x=5), asdict(p))  # expect: P(x=1, y=[]) True True P(x=5, y=[]) {'x': 1, 'y': []}
P()  # expect error: TypeError: P.__init__() missing 1 required positional argument: 'x'
