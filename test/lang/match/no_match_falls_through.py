match 5:
    case 1: print('one')
print('after')  # expect: after
match = 1
case = 2
print(match, case)  # expect: 1 2
