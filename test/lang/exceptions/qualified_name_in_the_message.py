class Outer:
    class Inner(Exception): pass
raise Outer.Inner('m')  # expect error: Outer.Inner: m
