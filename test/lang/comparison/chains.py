print(1 < 2 < 3, 1 < 3 < 2, 1 < 2 > 1 != 5, 3 > 2 is not None)  # expect: True False True True
print(1 == 1.0 == True, 'a' < 'b' < 'c')  # expect: True True
