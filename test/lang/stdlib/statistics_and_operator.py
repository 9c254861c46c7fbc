import statistics, operator
print(statistics.mean([1, 2, 3, 4]), statistics.median([3, 1, 2]), operator.itemgetter(1, 0)('ab'), operator.attrgetter('real')(5), operator.methodcaller('upper')('a'))  # expect: 2.5 2 ('b', 'a') 5 A
