try:
    raise ValueError('v').with_traceback(None)
except ValueError as e:
    print(e.__traceback__.tb_next, e.with_traceback(None) is e, e.__traceback__)  # expect: None True None
