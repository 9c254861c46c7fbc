from itertools import *
print(list(chain('ab', [1])), list(islice(count(5, 2), 3)), list(product('ab', repeat=2))[:2], list(combinations([1, 2, 3], 2)))  # expect: ['a', 'b', 1] [5, 7, 9] [('a', 'a'), ('a', 'b')] [(1, 2), (1, 3), (2, 3)]
print([(k, list(g)) for k, g in groupby('aab')], list(accumulate([1, 2, 3])), list(zip_longest('ab', 'c', fillvalue='-')), list(pairwise('abc')), list(batched('abcde', 2)))  # expect: [('a', ['a', 'a']), ('b', ['b'])] [1, 3, 6] [('a', 'c'), ('b', '-')] [('a', 'b'), ('b', 'c')] [('a', 'b'), ('c', 'd'), ('e',)]
print(list(permutations('ab')), list(starmap(pow, [(2, 3)])), list(dropwhile(bool, [1, 0, 2])), list(compress('abc', [1, 0, 1])), [next(cycle('x'))], list(repeat(1, 2)))  # expect: [('a', 'b'), ('b', 'a')] [8] [0, 2] ['a', 'c'] ['x'] [1, 1]
