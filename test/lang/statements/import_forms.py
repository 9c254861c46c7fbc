import os.path, math as m
from math import pi, sqrt as root
from os.path import (join, split,)
print(m.floor(pi), root(4), join('a', 'b'), os.path is not None)  # expect: 3 2.0 a/b True
from math import nope  # expect error: ImportError: cannot import name 'nope' from 'math' (unknown location)
