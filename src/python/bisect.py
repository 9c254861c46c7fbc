# _bisect where a key, the items or the sequence decide for themselves (see modules/_bisect.ts).


def bisect(a, x, lo, hi, key, right):
    if hi is None or hi == -1:
        hi = len(a)
    while lo < hi:
        middle = (lo + hi) // 2
        item = a[middle]
        if key is not None:
            item = key(item)
        if right:
            if x < item:
                hi = middle
            else:
                lo = middle + 1
        elif item < x:
            lo = middle + 1
        else:
            hi = middle
    return lo


def insort(a, x, lo, hi, key, right):
    at = bisect(a, x if key is None else key(x), lo, hi, key, right)
    if type(a) is list:
        list.insert(a, at, x)
    else:
        a.insert(at, x)
