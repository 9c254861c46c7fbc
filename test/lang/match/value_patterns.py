import enum
class Color(enum.Enum):
    RED = 1
    BLUE = 2
class K: one = 1
for x in (Color.RED, Color.BLUE, 1):
    match x:
        case Color.RED: print('red')
        case K.one: print('one')
        case Color(): print('other color')
# expect: red
# expect: other color
# expect: one
