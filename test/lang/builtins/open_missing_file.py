try:
    open('/no/such/file')
except FileNotFoundError as e:
    print(e.strerror, e.filename, e.errno != 0)  # expect: No such file or directory /no/such/file True
