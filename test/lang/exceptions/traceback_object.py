import sys
def f(): 1 / 0
try:
    f()
except ZeroDivisionError as e:
    tb = e.__traceback__
    print(tb.tb_lineno, tb.tb_next.tb_lineno, tb.tb_next.tb_frame.f_code.co_name, sys.exc_info()[1] is e)  # expect: 4 2 f True
print(sys.exc_info(), sys.exception())  # expect: (None, None, None) None
