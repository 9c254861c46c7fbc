print(0 or 'a', 1 and 'b', '' and 1, None or 0, not '', not 1)  # expect: a b  0 True False
print(1 if [] else 2)  # expect: 2
