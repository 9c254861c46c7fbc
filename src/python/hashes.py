# The errors of _hashlib and _hmac that show an object.


def unknown_hash(error, kind):
    raise error(f'unsupported hash type: {kind!r}')


def unsupported_digest(error, digest):
    # It has been looked for among the constructors, which are the keys of a dict.
    hash(digest)
    raise error(f'Unsupported digestmod {digest!r}')
