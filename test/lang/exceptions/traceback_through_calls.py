def f(x):
    return g(x) + 1
def g(x):
    return [h(i) for i in range(x)]
def h(i):
    return {'a': 1}[i]
f(3)
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "test/lang/exceptions/traceback_through_calls.py", line 7, in <module>
# expect stderr:     f(3)
# expect stderr:     ~^^^
# expect stderr:   File "test/lang/exceptions/traceback_through_calls.py", line 2, in f
# expect stderr:     return g(x) + 1
# expect stderr:            ~^^^
# expect stderr:   File "test/lang/exceptions/traceback_through_calls.py", line 4, in g
# expect stderr:     return [h(i) for i in range(x)]
# expect stderr:             ~^^^
# expect stderr:   File "test/lang/exceptions/traceback_through_calls.py", line 6, in h
# expect stderr:     return {'a': 1}[i]
# expect stderr:            ~~~~~~~~^^^
# expect stderr: KeyError: 0
