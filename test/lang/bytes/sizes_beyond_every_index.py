for make in bytes, bytearray:
    for size in 10**30, -(10**30):
        try:
            make(size)
        except OverflowError as error:
            print(error)
# expect: cannot fit 'int' into an index-sized integer
# expect: cannot fit 'int' into an index-sized integer
# expect: cannot fit 'int' into an index-sized integer
# expect: cannot fit 'int' into an index-sized integer
