def f():
    raise ExceptionGroup('group', [ValueError(1), ExceptionGroup('inner', [TypeError('t')])])
f()
# expect stderr:   + Exception Group Traceback (most recent call last):
# expect stderr:   |   File "test/lang/exceptions/traceback_of_a_group.py", line 3, in <module>
# expect stderr:   |     f()
# expect stderr:   |     ~^^
# expect stderr:   |   File "test/lang/exceptions/traceback_of_a_group.py", line 2, in f
# expect stderr:   |     raise ExceptionGroup('group', [ValueError(1), ExceptionGroup('inner', [TypeError('t')])])
# expect stderr:   | ExceptionGroup: group (2 sub-exceptions)
# expect stderr:   +-+---------------- 1 ----------------
# expect stderr:     | ValueError: 1
# expect stderr:     +---------------- 2 ----------------
# expect stderr:     | ExceptionGroup: inner (1 sub-exception)
# expect stderr:     +-+---------------- 1 ----------------
# expect stderr:       | TypeError: t
# expect stderr:       +------------------------------------
