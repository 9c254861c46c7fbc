a = ['bb', 'a', 'ccc', 'aa', 'b']
print(sorted(a, key=len), sorted(a, key=len, reverse=True), sorted([(1, 'b'), (1, 'a')], key=lambda t: t[0]))  # expect: ['a', 'b', 'bb', 'aa', 'ccc'] ['ccc', 'bb', 'aa', 'a', 'b'] [(1, 'b'), (1, 'a')]
[1, 'a', 2].sort()  # expect error: TypeError: '<' not supported between instances of 'str' and 'int'
