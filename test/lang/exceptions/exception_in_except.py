try:
    try:
        1 / 0
    except KeyError if False else ZeroDivisionError:
        undefined
except NameError as e:
    print(repr(e.__context__))  # expect: ZeroDivisionError('division by zero')
