import heapq, bisect
h = [5, 1, 4]
heapq.heapify(h)
heapq.heappush(h, 0)
print(heapq.heappop(h), heapq.nsmallest(2, h), bisect.bisect([1, 3, 5], 3), list(heapq.merge([1, 3], [2])))  # expect: 0 [1, 4] 2 [1, 2, 3]
