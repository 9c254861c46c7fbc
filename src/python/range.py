# Looking in a range for what is no int (see objects/range-methods.ts).


def contains(self, value):
    for x in self:
        if x == value:
            return True
    return False


def count(self, value):
    n = 0
    for x in self:
        if x == value:
            n += 1
    return n


def index(self, value):
    i = 0
    for x in self:
        if x == value:
            return i
        i += 1
    raise ValueError('sequence.index(x): x not in sequence')
