def f(a, b):
    return (a.x + b.y['key'].z
            * 2)
class A: x = 1; y = {}
f(A, A)
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "test/lang/exceptions/traceback_marks_the_operator.py", line 5, in <module>
# expect stderr:     f(A, A)
# expect stderr:     ~^^^^^^
# expect stderr:   File "test/lang/exceptions/traceback_marks_the_operator.py", line 2, in f
# expect stderr:     return (a.x + b.y['key'].z
# expect stderr:                   ~~~^^^^^^^
# expect stderr: KeyError: 'key'
