from dataclasses import dataclass
@dataclass(frozen=True, slots=True, kw_only=True)
class P:
    x: int = 1
print(P(x=2), hash(P()) == hash(P()), P.__slots__)  # expect: P(x=2) True ('x',)
P().x = 5  # expect error: dataclasses.FrozenInstanceError: cannot assign to field 'x'
