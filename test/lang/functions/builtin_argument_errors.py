for call in (lambda: len(), lambda: len(1, 2), lambda: ord('ab'), lambda: chr(-1), lambda: int('1', x=2), lambda: [].append(), lambda: {}.get(), lambda: abs('a'), lambda: sorted(1), lambda: 'a'.upper(1), lambda: isinstance(1, 2), lambda: print(x=1), lambda: range(1.5), lambda: sum(['a'])):
    try:
        call()
    except (TypeError, ValueError) as e:
        print(e)
# expect: len() takes exactly one argument (0 given)
# expect: len() takes exactly one argument (2 given)
# expect: ord() expected a character, but string of length 2 found
# expect: chr() arg not in range(0x110000)
# expect: int() got an unexpected keyword argument 'x'
# expect: list.append() takes exactly one argument (0 given)
# expect: get expected at least 1 argument, got 0
# expect: bad operand type for abs(): 'str'
# expect: 'int' object is not iterable
# expect: str.upper() takes no arguments (1 given)
# expect: isinstance() arg 2 must be a type, a tuple of types, or a union
# expect: print() got an unexpected keyword argument 'x'
# expect: 'float' object cannot be interpreted as an integer
# expect: unsupported operand type(s) for +: 'int' and 'str'
