import sys

sys.breakpointhook = lambda *args, **kwargs: print(args, kwargs)
breakpoint()  # expect: () {}
breakpoint(1, x=2)  # expect: (1,) {'x': 2}
