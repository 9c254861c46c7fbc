def f():
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError('second')
try:
    f()
except ValueError as e:
    raise KeyError('third') from e
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "test/lang/exceptions/chained_traceback.py", line 3, in f
# expect stderr:     1 / 0
# expect stderr:     ~~^~~
# expect stderr: ZeroDivisionError: division by zero
# expect stderr:
# expect stderr: During handling of the above exception, another exception occurred:
# expect stderr:
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "test/lang/exceptions/chained_traceback.py", line 7, in <module>
# expect stderr:     f()
# expect stderr:     ~^^
# expect stderr:   File "test/lang/exceptions/chained_traceback.py", line 5, in f
# expect stderr:     raise ValueError('second')
# expect stderr: ValueError: second
# expect stderr:
# expect stderr: The above exception was the direct cause of the following exception:
# expect stderr:
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "test/lang/exceptions/chained_traceback.py", line 9, in <module>
# expect stderr:     raise KeyError('third') from e
# expect stderr: KeyError: 'third'
