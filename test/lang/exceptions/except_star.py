try:
    raise ExceptionGroup('g', [ValueError(1), TypeError(2), ValueError(3)])
except* ValueError as e:
    print('V', e.exceptions)  # expect: V (ValueError(1), ValueError(3))
except* TypeError as e:
    print('T', e.exceptions)  # expect: T (TypeError(2),)
else:
    print('no')
finally:
    print('finally')  # expect: finally
