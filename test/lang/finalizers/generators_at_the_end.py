# Generators that wait inside of try are closed at the end of the program, in the order in which they came to wait.
def guarded(name):
    try:
        yield
    finally:
        print('finally', name)


first, second = guarded('first'), guarded('second')
ended = guarded('ended')
next(first)
next(second)
list(ended)  # expect: finally ended
print('end')
# expect: end
# expect: finally first
# expect: finally second
