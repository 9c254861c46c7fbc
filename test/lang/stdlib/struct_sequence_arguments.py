# What struct sequences are made from: a sequence, and a dict with fields beyond it.
import copy
import os
import time


def attempt(function, *args, **options):
    try:
        print(function(*args, **options))
    except TypeError as error:
        print(error)


for args in ((None,), ('123', 3), (5, 3), ('123',), ('123456789', None), ('123456789', {'tm_zone': 1}), ('1234567890', {'tm_zone': 1}),
             ('123456789', {'tm_zone': 1, 'q': 2}), ('123456789', {'tm_year': 2}), ('1234567890', {'tm_gmtoff': 1})):
    attempt(time.struct_time, *args)
# expect: constructor requires a sequence
# expect: time.struct_time() takes a dict as second arg, if any
# expect: constructor requires a sequence
# expect: time.struct_time() takes an at least 9-sequence (3-sequence given)
# expect: time.struct_time() takes a dict as second arg, if any
# expect: time.struct_time(tm_year='1', tm_mon='2', tm_mday='3', tm_hour='4', tm_min='5', tm_sec='6', tm_wday='7', tm_yday='8', tm_isdst='9')
# expect: time.struct_time() got duplicate or unexpected field name(s)
# expect: time.struct_time() got duplicate or unexpected field name(s)
# expect: time.struct_time() got duplicate or unexpected field name(s)
# expect: time.struct_time(tm_year='1', tm_mon='2', tm_mday='3', tm_hour='4', tm_min='5', tm_sec='6', tm_wday='7', tm_yday='8', tm_isdst='9')
attempt(os.stat_result, (*range(10), -1.0), {'st_atime': -1.0})  # expect: os.stat_result() got duplicate or unexpected field name(s)
attempt(copy.replace, os.stat_result(range(10)), st_mode=1)  # expect: __replace__() is not supported for os.stat_result because it has unnamed field(s)
attempt(copy.replace, time.struct_time('123456789'), tm_year=3, q=2)  # expect: Got unexpected field name(s): ['q']
print([repr(method).partition(' at ')[0] for method in (''.split, (5).bit_length, '\U0001f600'.split)])  # expect: ['<built-in method split of str object', '<built-in method bit_length of int object', '<built-in method split of str object']
