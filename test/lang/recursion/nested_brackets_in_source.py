print(eval('[' * 90 + ']' * 90) != [], len(eval('-' * 50 + '1').__repr__()))  # expect: True 1
try:
    eval('[' * 201 + ']' * 201)
except SyntaxError as e:
    print(e)  # expect: too many nested parentheses (<string>, line 1)
