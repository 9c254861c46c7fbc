# What modules/math.ts leaves where iterables and numbers decide for themselves.

MISSING = missing_value()


def sumprod(p, q):
    # Products of ints are added first, then those with floats, exactly; the rest one by one, and so is all that comes behind.
    p, q = iter(p), iter(q)
    total = ints = 0
    floats = [0.0]  # their sum so far, roughly; then the factors
    stage = 'ints'
    while True:
        x = next(p, MISSING)
        y = next(q, MISSING)
        if (x is MISSING) != (y is MISSING):
            raise ValueError('Inputs are not the same length')
        finished = x is MISSING
        if stage == 'ints':
            if not finished and type(x) is int and type(y) is int and is_word(ints + x * y, x, y):
                ints += x * y
                continue
            total = total + ints
            stage = 'floats'
        if stage == 'floats':
            if not finished and add_float_product(floats, x, y):
                continue
            if len(floats) > 1:
                total = total + float_products(floats)
            stage = 'rest'
        if finished:
            return total
        total = total + x * y


def is_word(*values):
    for value in values:
        if not -2**63 <= value < 2**63:
            return False
    return True
