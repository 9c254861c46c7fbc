# _heapq where items decide for themselves which comes first (see modules/_heapq.ts).


def changed():
    return RuntimeError('list changed size during iteration')


def sift_down(heap, top, at, max, result):
    size = item_count(heap)
    while at > top:
        parent = (at - 1) >> 1
        x = item_at(heap, at)
        y = item_at(heap, parent)
        before = y < x if max else x < y
        before = True if before else False
        if item_count(heap) != size:
            raise changed()
        if not before:
            break
        swap_items(heap, at, parent)
        at = parent
    return result


def sift_up(heap, top, at, max, result):
    size = item_count(heap)
    while at < size >> 1:
        child = 2 * at + 1
        if child + 1 < size:
            x = item_at(heap, child)
            y = item_at(heap, child + 1)
            before = y < x if max else x < y
            if not before:
                child += 1
            if item_count(heap) != size:
                raise changed()
        swap_items(heap, at, child)
        at = child
    return sift_down(heap, top, at, max, result)


def pushpop(heap, max, item):
    first = item_at(heap, 0)
    if item < first if max else first < item:
        return heap_replace(heap, max, item)
    return item
