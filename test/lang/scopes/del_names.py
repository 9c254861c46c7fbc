x = 1
del x
try:
    x
except NameError as e:
    print(e)  # expect: name 'x' is not defined
def f():
    del y  # expect error: UnboundLocalError: cannot access local variable 'y' where it is not associated with a value
    y = 1
f()
