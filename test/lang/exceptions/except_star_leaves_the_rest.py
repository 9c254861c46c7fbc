try:
    raise ExceptionGroup('g', [ValueError(1), KeyError(2)])  # expect error:     +------------------------------------
except* ValueError:
    print('value')  # expect: value
