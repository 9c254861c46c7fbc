match [1, 2]:
    case [a, 3]: pass
    case [b, c]: print(b, c)  # expect: 1 2
print(a)  # expect error: NameError: name 'a' is not defined
