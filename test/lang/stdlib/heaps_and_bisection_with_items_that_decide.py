import bisect
import heapq


class Item:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return self.value < other.value


heap = [Item(v) for v in (5, 3, 8, 1)]
heapq.heapify(heap)
heapq.heappush(heap, Item(2))
print([heapq.heappop(heap).value for _ in range(5)])  # expect: [1, 2, 3, 5, 8]
heap = [3, 1, 2]
heapq.heapify_max(heap)
print(heapq.heappop_max(heap), heapq.heappushpop_max(heap, 0), heap)  # expect: 3 2 [1, 0]
print(heapq.heapreplace([1, 5], 9), heapq.heappushpop([], 4))  # expect: 1 4

items = [Item(v) for v in (1, 3, 5)]
print(bisect.bisect(items, Item(3)), bisect.bisect_left(items, Item(3)))  # expect: 2 1
print(bisect.bisect([1, 3, 5], 9, key=lambda v: v * v))  # expect: 2
bisect.insort(items, Item(4))
print([i.value for i in items])  # expect: [1, 3, 4, 5]


class Shrinking(Item):
    def __lt__(self, other):
        heap.clear()
        return True


heap = [Shrinking(1), Shrinking(2), Shrinking(3)]
try:
    heapq.heappush(heap, Shrinking(0))
except RuntimeError as error:
    print(error)  # expect: list changed size during iteration
try:
    heapq.heappop([])
except IndexError as error:
    print(error)  # expect: index out of range
try:
    heapq.heappush((), 1)
except TypeError as error:
    print(error)  # expect: heappush() argument 1 must be list, not tuple
try:
    bisect.bisect([], 1, -1)
except ValueError as error:
    print(error)  # expect: lo must be non-negative
