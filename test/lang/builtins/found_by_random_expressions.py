def attempt(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, ascii(str(e)))
attempt(lambda: bytes.fromhex('00é'))  # expect: ValueError 'non-hexadecimal number found in fromhex() arg at position 2'
attempt(lambda: pow(2, 3, 1.0))  # expect: TypeError 'pow() 3rd argument not allowed unless all arguments are integers'
attempt(lambda: pow(2, 3, 1j))  # expect: ValueError 'complex modulo'
attempt(lambda: chr(10**30))  # expect: ValueError 'chr() arg not in range(0x110000)'
attempt(lambda: {1}.issubset([[]]))  # expect: TypeError "unhashable type: 'list'"
attempt(lambda: int.from_bytes(True, 'big'))  # expect: TypeError "cannot convert 'bool' object to bytes"
attempt(lambda: sum([1e-6, 2.5, 10]))  # expect: 12.500001
attempt(lambda: format('', '𝄞!'))  # expect: ValueError "Invalid format specifier '\U0001d11e!' for object of type 'str'"
attempt(lambda: print(0, *5))  # expect: TypeError 'Value after * must be an iterable, not int'
attempt(lambda: {[]: 1, print('evaluated'): 2})
# expect: evaluated
# expect: TypeError "cannot use 'list' as a dict key (unhashable type: 'list')"
