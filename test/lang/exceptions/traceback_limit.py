import sys

sys.stderr = sys.stdout


def f():
    1 / 0


def g():
    f()


for limit in 10, 2, 1, 0, -1, None:
    sys.tracebacklimit = limit
    print(limit)
    try:
        g()
    except ZeroDivisionError as e:
        sys.excepthook(type(e), e, e.__traceback__)
# expect: 10
# expect: Traceback (most recent call last):
# expect:   File "test/lang/exceptions/traceback_limit.py", line 18, in <module>
# expect:     g()
# expect:     ~^^
# expect:   File "test/lang/exceptions/traceback_limit.py", line 11, in g
# expect:     f()
# expect:     ~^^
# expect:   File "test/lang/exceptions/traceback_limit.py", line 7, in f
# expect:     1 / 0
# expect:     ~~^~~
# expect: ZeroDivisionError: division by zero
# expect: 2
# expect: Traceback (most recent call last):
# expect:   File "test/lang/exceptions/traceback_limit.py", line 18, in <module>
# expect:     g()
# expect:     ~^^
# expect:   File "test/lang/exceptions/traceback_limit.py", line 11, in g
# expect:     f()
# expect:     ~^^
# expect: ZeroDivisionError: division by zero
# expect: 1
# expect: Traceback (most recent call last):
# expect:   File "test/lang/exceptions/traceback_limit.py", line 18, in <module>
# expect:     g()
# expect:     ~^^
# expect: ZeroDivisionError: division by zero
# expect: 0
# expect: ZeroDivisionError: division by zero
# expect: -1
# expect: ZeroDivisionError: division by zero
# expect: None
# expect: Traceback (most recent call last):
# expect:   File "test/lang/exceptions/traceback_limit.py", line 18, in <module>
# expect:     g()
# expect:     ~^^
# expect:   File "test/lang/exceptions/traceback_limit.py", line 11, in g
# expect:     f()
# expect:     ~^^
# expect:   File "test/lang/exceptions/traceback_limit.py", line 7, in f
# expect:     1 / 0
# expect:     ~~^~~
# expect: ZeroDivisionError: division by zero
del sys.tracebacklimit
