print('abc'.translate({97: 'x', 98: None}), 'abc'.translate(str.maketrans('ab', 'xy', 'c')))  # expect: xc xy
