import sys
def f():
    try:
        raise KeyError
    except KeyError:
        return 'returned'
    finally:
        print('finally', sys.exception())
print(f(), sys.exception())
# expect: finally None
# expect: returned None
for i in range(2):
    try:
        try:
            raise KeyError
        except KeyError:
            continue
    finally:
        print(i, sys.exception())
# expect: 0 None
# expect: 1 None
print(sys.exception())  # expect: None
