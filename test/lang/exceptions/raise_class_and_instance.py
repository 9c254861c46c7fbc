class E(Exception):
    def __init__(self, a=1): super().__init__(a)
for e in (E, E(2)):
    try:
        raise e
    except E as x:
        print(x.args, repr(x))
# expect: (1,) E(1)
# expect: (2,) E(2)
