import stackless

capture = stackless.continuation.capture

# A point is resumed again and again; variables are those of the time of the capture.
log = []
kept = []


def counted():
    n = 10
    got = capture(lambda k: kept.append(k))
    n += 1
    log.append((got, n))
    return got


counted()
if len(log) < 4:
    kept[0].resume(len(log))
print(log)  # expect: [(None, 11), (1, 11), (2, 11), (3, 11)]

# Backtracking: a choice goes on with its first option; a failure goes back to the latest choice that has another.
choices = []


def choose(options):
    def begin(k):
        choices.extend((k, option) for option in reversed(options))
        fail()
    return capture(begin)


def fail():
    if choices:
        k, option = choices.pop()
        k.resume(option)
    solved.resume(None)


def search():
    a, b, c = choose(range(1, 20)), choose(range(1, 20)), choose(range(1, 20))
    if not (a < b < c and a * a + b * b == c * c):
        fail()
    found.append((a, b, c))
    fail()


found = []
ends = []


def begin(k):
    global solved
    solved = k
    search()


capture(begin)
print(found)  # expect: [(3, 4, 5), (5, 12, 13), (6, 8, 10), (8, 15, 17), (9, 12, 15)]


# The position of a loop belongs to the frame: it is copied.
def loop():
    seen = ''
    for c in 'abc':
        if c == 'b':
            capture(lambda k: kept.append(k))
        seen += c
    return seen


results = []
kept.clear()
results.append(loop())
if len(results) < 3:
    kept[0].resume()
print(results)  # expect: ['abc', 'abc', 'abc']
