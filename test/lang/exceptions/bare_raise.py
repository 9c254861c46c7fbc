try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise
except ZeroDivisionError as e:
    print('again', e, e.__context__)  # expect: again division by zero None
raise  # expect error: RuntimeError: No active exception to reraise
