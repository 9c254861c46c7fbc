import ast, sys
sys.set_int_max_str_digits(4300)
def error_of(source, read=lambda source: compile(source, "f", "exec")):
    try:
        read(source)
    except SyntaxError as error:
        e = error
        return e.msg[:35] + ' ... ' + e.msg[62:90], e.lineno, e.offset, e.end_lineno, e.end_offset, len(e.text)
print(error_of('\nab = 1' + '1' * 4300 + ' + 2\n'))  # expect: ('Exceeds the limit (4300 digits) for ...  value has 4301 digits; use ', 2, 0, 2, 0, 4311)
print(error_of('1_0' * 3000))  # expect: ('Exceeds the limit (4300 digits) for ...  value has 6000 digits; use ', 1, 0, 1, 0, 9001)
print(error_of('1' * 4300))  # expect: None
print(error_of('1' * 5000 + 'j; 0x' + '1' * 9000 + '; ' + '0' * 5000))  # expect: None
sys.set_int_max_str_digits(700)
print(error_of('1' * 701))  # expect: ('Exceeds the limit (700 digits) for  ... value has 701 digits; use sy', 1, 0, 1, 0, 702)
print(error_of('1' * 701, ast.parse))  # expect: ('Exceeds the limit (700 digits) for  ... value has 701 digits; use sy', 1, 0, 1, 0, 702)
try:
    eval('1' * 701)
except SyntaxError as error:
    print(error.msg)  # expect: Exceeds the limit (700 digits) for integer string conversion: value has 701 digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.
sys.set_int_max_str_digits(0)
print(eval('1' * 9000) % 1000)  # expect: 111
