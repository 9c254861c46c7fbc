def f(n):
    if n: f(n - 1)
    else: raise ValueError('deep')
f(10)
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "test/lang/exceptions/traceback_of_recursion.py", line 4, in <module>
# expect stderr:     f(10)
# expect stderr:     ~^^^^
# expect stderr:   File "test/lang/exceptions/traceback_of_recursion.py", line 2, in f
# expect stderr:     if n: f(n - 1)
# expect stderr:           ~^^^^^^^
# expect stderr:   File "test/lang/exceptions/traceback_of_recursion.py", line 2, in f
# expect stderr:     if n: f(n - 1)
# expect stderr:           ~^^^^^^^
# expect stderr:   File "test/lang/exceptions/traceback_of_recursion.py", line 2, in f
# expect stderr:     if n: f(n - 1)
# expect stderr:           ~^^^^^^^
# expect stderr:   [Previous line repeated 7 more times]
# expect stderr:   File "test/lang/exceptions/traceback_of_recursion.py", line 3, in f
# expect stderr:     else: raise ValueError('deep')
# expect stderr:           ^^^^^^^^^^^^^^^^^^^^^^^^
# expect stderr: ValueError: deep
