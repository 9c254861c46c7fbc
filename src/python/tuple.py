# tuple where items decide for themselves (see objects/sequence.ts and objects/tuple-methods.ts).


def hash_items(self, i, h):
    n = item_count(self)
    while i < n:
        h = mix_hash(h, hash(item_at(self, i)))
        i += 1
    return keep_hash(self, finish_hash(h, n))
