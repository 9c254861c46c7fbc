print(list(zip('ab', [1, 2, 3])), list(enumerate('ab', 1)), list(zip()), list(zip('ab', 'cd', strict=True)))  # expect: [('a', 1), ('b', 2)] [(1, 'a'), (2, 'b')] [] [('a', 'c'), ('b', 'd')]
list(zip('ab', 'c', strict=True))  # expect error: ValueError: zip() argument 2 is shorter than argument 1
