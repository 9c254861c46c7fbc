import errno
for e in (KeyError('k'), ValueError('v'), OSError(errno.ENOENT, "No such file")):
    try:
        raise e
    except (KeyError, ValueError) as x:
        print(type(x).__name__, x)
    except OSError as x:
        print(x.errno == errno.ENOENT, x.strerror, type(x).__name__)
# expect: KeyError 'k'
# expect: ValueError v
# expect: True No such file FileNotFoundError
