from __future__ import nope  # expect error: SyntaxError: future feature nope is not defined
