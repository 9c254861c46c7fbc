print('ß'.upper(), 'İ'.lower(), 'ΑΣ'.lower(), 'ǆ'.title(), 'ﬁ'.upper(), 'ß'.casefold())  # expect: SS i̇ ας ǅ FI ss
