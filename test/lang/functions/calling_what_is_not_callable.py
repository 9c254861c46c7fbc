try:
    (5)()
except TypeError as e:
    print(e)  # expect: 'int' object is not callable
None()  # expect error: TypeError: 'NoneType' object is not callable
