import functools


class Key:
    def __hash__(self):
        print('hash')
        return 9


for size in 1, None:
    cached = functools.lru_cache(maxsize=size)(lambda *args, **kwargs: 'made')
    key = Key()
    print(cached(key, 1), cached(key, 1))
    print(cached(6, 2))
    print(cached(key, 1), cached(1, name=key))
    print(cached.cache_info())
# expect: hash
# expect: hash
# expect: made made
# expect: made
# expect: hash
# expect: hash
# expect: made made
# expect: CacheInfo(hits=1, misses=4, maxsize=1, currsize=1)
# expect: hash
# expect: hash
# expect: made made
# expect: made
# expect: hash
# expect: hash
# expect: made made
# expect: CacheInfo(hits=2, misses=3, maxsize=None, currsize=3)
