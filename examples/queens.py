"""Backtracking with continuations: a search is written as if it always chose right.

choose() returns one of several options; when fail() is called later, anywhere,
the program is back in that choose(), which returns the next.  Loops, calls and
variables are as they were at the time; there is no undoing in the search itself.
"""
import stackless

capture = stackless.continuation.capture


class Search:
    """All solutions of a function that chooses and fails."""

    def __init__(self):
        self.open = []                   # (continuation, option) of what has not been tried, the latest last
        self.tried = 0

    def choose(self, options):
        def begin(k):
            self.open.extend((k, option) for option in reversed(options))
            self.fail()
        return capture(begin)

    def fail(self):
        k, option = self.open.pop()
        self.tried += 1
        k.resume(option)

    def require(self, condition):
        if not condition:
            self.fail()

    def solutions(self, function, *args):
        """A list of what function(search, *args) returns, for all choices that do not fail."""
        found = []

        def begin(done):
            self.open.append((done, None))           # what is left when everything has been tried
            found.append(function(self, *args))
            self.fail()

        capture(begin)
        return found


def queens(search, size):
    """Where the queen of each row stands, so that none threatens another."""
    columns = []
    for row in range(size):
        column = search.choose(range(size))
        for other_row, other in enumerate(columns):
            search.require(column != other and abs(column - other) != row - other_row)
        columns = columns + [column]     # a new list: an object is shared by all continuations, a variable is not
    return columns


def number(word, digits):
    return int("".join(str(digits[letter]) for letter in word))


def send_more_money(search):
    """SEND + MORE = MONEY: a digit for each letter, column by column from the right."""
    digits = {"m": 1}                    # the first digit of the sum can only be a carry
    free = frozenset(range(10)) - {1}
    carry = 0
    for a, b, total in ("d", "e", "y"), ("n", "r", "e"), ("e", "o", "n"), ("s", "m", "o"):
        for letter in a, b:
            if letter not in digits:
                digit = search.choose(sorted(free))
                digits, free = {**digits, letter: digit}, free - {digit}
        carry, digit = divmod(digits[a] + digits[b] + carry, 10)
        if total in digits:
            search.require(digits[total] == digit)
        else:
            search.require(digit in free)
            digits, free = {**digits, total: digit}, free - {digit}
    search.require(carry == digits["m"] and digits["s"] > 0)
    return number("send", digits), number("more", digits), number("money", digits)


search = Search()
boards = search.solutions(queens, 6)
print("%d ways to place 6 queens, %d places tried" % (len(boards), search.tried))
for row in range(6):
    print("   ".join(" ".join("Q" if column == board[row] else "." for column in range(6)) for board in boards))

search = Search()
print("8 queens:", len(search.solutions(queens, 8)), "solutions")

search = Search()
for send, more, money in search.solutions(send_more_money):
    print("%d + %d = %d, the only one of %d tried" % (send, more, money, search.tried))
