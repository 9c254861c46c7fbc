match, case, type, _ = 1, 2, 3, 4
print(match + case, type * 2)  # expect: 3 6
match (match):
    case 1: print('is one')  # expect: is one
match [1]: 
    case [_]: print(_)  # expect: 4
