from enum import Enum, IntEnum, Flag, auto, StrEnum
class C(Enum):
    RED = 1
    GREEN = auto()
    ALIAS = 1
    def low(self): return self.name.lower()
class F(Flag):
    A = auto()
    B = auto()
print(C.RED, repr(C.GREEN), C(1), C['GREEN'], list(C), C.ALIAS is C.RED, C.RED.low(), F.A | F.B, F.A in F(3), len(C))  # expect: C.RED <C.GREEN: 2> C.RED C.GREEN [<C.RED: 1>, <C.GREEN: 2>] True red F.A|B True 2
print(IntEnum('I', 'X Y').Y + 1, StrEnum('S', ['A']).A.upper(), C.RED == 1)  # expect: 3 A False
C(9)  # expect error: ValueError: 9 is not a valid C
