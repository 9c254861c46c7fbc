a = []
print(a is a, [] is [], a is not None, None is None)  # expect: True False True True
