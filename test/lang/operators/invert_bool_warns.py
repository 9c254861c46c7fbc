import warnings
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always')
    x = True
    print(~x)  # expect: -2
print(w[0].category.__name__, str(w[0].message)[:40])  # expect: DeprecationWarning Bitwise inversion '~' on bool is depreca
