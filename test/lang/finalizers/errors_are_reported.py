import gc
import sys

class Failing:
    def __del__(self):
        raise ValueError('in del')

def hook(report):
    print(report.exc_type.__name__, report.exc_value, report.object)
    print(report.err_msg.split(' at ')[0], report.exc_traceback.tb_frame.f_code.co_name)

sys.unraisablehook = hook
x = Failing()
del x
# expect: ValueError in del None
# expect: Exception ignored while calling deallocator <function Failing.__del__ __del__
gc.collect()

class Exiting:
    def __del__(self):
        raise SystemExit

x = Exiting()
del x
# expect: SystemExit  None
# expect: Exception ignored while calling deallocator <function Exiting.__del__ __del__
gc.collect()

try:
    1 / 0
except ZeroDivisionError:
    x = Failing()
    del x
    gc.collect()
    print(sys.exception())
# expect: ValueError in del None
# expect: Exception ignored while calling deallocator <function Failing.__del__ __del__
# expect: division by zero
print(sys.exception())  # expect: None
