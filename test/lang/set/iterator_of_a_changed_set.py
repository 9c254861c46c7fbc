# An iterator that has found its set changed does not go on when the size is again what it was.
items = {1, 2, 3}
it = iter(items)
next(it)
items.add(4)
for size in 4, 3:
    try:
        next(it)
    except RuntimeError as error:
        print(len(items), error)
    items.discard(4)
# expect: 4 Set changed size during iteration
# expect: 3 Set changed size during iteration
print(it.__length_hint__())  # expect: 0
