print([1, 2] < [1, 3], (1,) < (1, 2), [] == (), 'abc' < 'abd', [1, 'a'] == [1, 'a'])  # expect: True True False True True
print([1, 2] < [1, 'a'])  # expect error: TypeError: '<' not supported between instances of 'int' and 'str'
