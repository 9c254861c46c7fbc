print(list(map(lambda a, b: a + b, [1, 2], [3, 4, 5])), list(filter(None, [0, 1, '', 'a'])), list(reversed([1, 2])))  # expect: [4, 6] [1, 'a'] [2, 1]
print(sorted([3, 1, 2], reverse=True), sorted('bca', key=ord), min([3, 1]), max('a', 'b', key=lambda c: -ord(c)), any([]), all([]))  # expect: [3, 2, 1] ['a', 'b', 'c'] 1 a False True
min([])  # expect error: ValueError: min() iterable argument is empty
