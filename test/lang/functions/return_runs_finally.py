def f():
    try:
        return 'try'
    finally:
        print('finally')
def g():
    for i in range(3):
        try:
            continue
        finally:
            print(i)
print(f())
# expect: finally
# expect: try
g()
# expect: 0
# expect: 1
# expect: 2
