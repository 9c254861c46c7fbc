def f(x):
    try:
        print(1 // x)
    except ZeroDivisionError as e:
        print('except', e)
    else:
        print('else')
    finally:
        print('finally')
f(1)
# expect: 1
# expect: else
# expect: finally
f(0)
# expect: except division by zero
# expect: finally
