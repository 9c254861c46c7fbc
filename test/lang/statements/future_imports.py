from __future__ import annotations
def f(x: nope): pass
print(f.__annotations__)
from __future__ import division  # expect error: SyntaxError: from __future__ imports must occur at the beginning of the file
