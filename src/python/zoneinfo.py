# zoneinfo.ZoneInfo: files, and the zones that there are already.

STRONG_CACHE_SIZE = 8


def caches():
    # Of ZoneInfo itself: those used last, by key, last in front; and all that are alive.
    known = zoneinfo_caches()
    if not known:
        from weakref import WeakValueDictionary
        known['weak'] = WeakValueDictionary()
        known['strong'] = []
    return known


def weak_cache(cls):
    return caches()['weak'] if cls is zoneinfo_class() else cls._weak_cache


def make(cls, key):
    exact = cls is zoneinfo_class()
    if exact:
        strong = caches()['strong']
        for i, entry in enumerate(strong):
            if entry[0] == key:
                if i:
                    del strong[i]
                    strong.insert(0, entry)
                return entry[1]
    weak = weak_cache(cls)
    zone = weak.get(key, None)
    if zone is None:
        zone = weak.setdefault(key, new_zone(cls, key, True))
    if exact:
        strong.insert(0, (key, zone))
        del strong[STRONG_CACHE_SIZE:]
    return zone


def new_zone(cls, key, from_cache):
    from zoneinfo import _common, _tzpath
    path = _tzpath.find_tzfile(key)
    if path is None:
        file = _common.load_tzdata(key)
    else:
        from io import open
        file = open(path, 'rb')
    try:
        zone = loaded(cls, file)
    finally:
        file.close()
    return zoneinfo_set(zone, key, None, from_cache)


def loaded(cls, file):
    from zoneinfo import _common
    data = _common.load_data(file)
    if not isinstance(data, tuple):
        raise TypeError(f'Invalid data result type: {data!r}')
    zone = zoneinfo_create(cls)
    zoneinfo_load(zone, *data)
    return zone


def no_cache(cls, key):
    return new_zone(cls, key, False)


def from_file(cls, file_obj, key=None):
    return zoneinfo_set(loaded(cls, file_obj), key, repr(file_obj), False)


def clear_cache(cls, only_keys=None):
    exact = cls is zoneinfo_class()
    weak = weak_cache(cls)
    if only_keys is None:
        weak.clear()
        if exact:
            caches()['strong'].clear()
        return
    for key in only_keys:
        if exact:
            strong = caches()['strong']
            strong[:] = [entry for entry in strong if entry[0] != key]
        weak.pop(key, None)


def unpickle(cls, key, from_cache):
    return cls(key) if from_cache else new_zone(cls, key, False)


def init_subclass(cls, *args, **kwargs):
    from weakref import WeakValueDictionary
    cls._weak_cache = WeakValueDictionary()


def reduce(self):
    if zoneinfo_state(self, 'file') is not None:
        import pickle
        raise pickle.PicklingError('Cannot pickle a ZoneInfo file from a file stream.')
    return type(self)._unpickle, (self.key, int(zoneinfo_state(self, 'from_cache')))


def zone_repr(name, key, file):
    return f'{name}(key={key!r})' if key is not None else f'{name}.from_file({file})'


def text(self):
    return repr(self)


def moved(dt, delta, fold):
    # The moment in a subclass of datetime.
    result = dt + delta
    return result.replace(fold=1) if fold else result
