# What takes long with large ints, in steps between which Ctrl-C and timers have their turns.

PIECE = 30_000      # decimal digits that the host makes at once
FACTORS = 1000      # of a product that are multiplied at once
POWER_BITS = 2**20  # of a modulus and the digits of an exponent that are done at once


def power(base, exponent):
    # Factors of two are shifted in; the rest by squaring.
    zeros = (base & -base).bit_length() - 1
    base >>= zeros
    result = 1
    for bit in bin(exponent)[2:]:
        look_around()
        result *= result
        if bit == '1':
            result *= base
    return result << zeros * exponent


def power_modulo(base, exponent, modulus):
    # exponent >= 0
    base %= modulus
    powers = [1, base]
    while len(powers) < 16:
        powers.append(powers[-1] * base % modulus)
    result = 1 % modulus
    digits = hex(exponent)[2:]
    step = POWER_BITS // modulus.bit_length() + 1
    for start in range(0, len(digits), step):
        look_around()
        result = powers_at_once(result, powers, digits[start:start + step], modulus)
    return result


def product(first, last):
    # By halves, so that the factors stay of one size.
    if last - first < FACTORS:
        return product_at_once(first, last)
    look_around()
    middle = first + last >> 1
    return product(first, middle) * product(middle + 1, last)


def quotient_of_products(first, last, below):
    # The product of first to last by that of 1 to below.
    return product(first, last) // product(1, below)


def int_of_digits(digits, base, negative):
    # Pieces, the last first, of which neighbours are joined until there is one.
    pieces = []
    for end in range(len(digits), 0, -PIECE):
        look_around()
        pieces.append(int_at_once(digits[max(end - PIECE, 0):end], base))
    power = base ** PIECE
    while len(pieces) > 1:
        joined = []
        for i in range(0, len(pieces) - 1, 2):
            look_around()
            joined.append(pieces[i] + pieces[i + 1] * power)
        if len(pieces) & 1:
            joined.append(pieces[-1])
        pieces = joined
        if len(pieces) > 1:
            power *= power
    return -pieces[0] if negative else pieces[0]


def decimal_text(n):
    if n < 0:
        return '-' + decimal_text(-n)
    powers = [10 ** PIECE]
    while powers[-1].bit_length() * 2 <= n.bit_length():
        powers.append(powers[-1] * powers[-1])
    return padded(n, powers, len(powers)).lstrip('0')


def padded(n, powers, level):
    # n with PIECE * 2**level digits, or more if it has more.
    look_around()
    if level == 0:
        return decimal_digits(n).zfill(PIECE)
    high, low = divmod(n, powers[level - 1])
    return padded(high, powers, level - 1) + padded(low, powers, level - 1)
