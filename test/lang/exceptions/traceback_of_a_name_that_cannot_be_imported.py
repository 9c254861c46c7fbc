# The whole statement is marked, not the name.
import sys
import traceback

try: from sys import nothing
except ImportError: traceback.print_exc(file=sys.stdout)
# expect: Traceback (most recent call last):
# expect:   File "test/lang/exceptions/traceback_of_a_name_that_cannot_be_imported.py", line 5, in <module>
# expect:     try: from sys import nothing
# expect:          ^^^^^^^^^^^^^^^^^^^^^^^
# expect: ImportError: cannot import name 'nothing' from 'sys' (unknown location)
try:
    from sys import (path,
                    nothing)
except ImportError:
    traceback.print_exc(file=sys.stdout)
# expect: Traceback (most recent call last):
# expect:   File "test/lang/exceptions/traceback_of_a_name_that_cannot_be_imported.py", line 13, in <module>
# expect:     from sys import (path,
# expect:                     nothing)
# expect: ImportError: cannot import name 'nothing' from 'sys' (unknown location)
