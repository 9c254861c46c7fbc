try:
    1 / 0
except ValueError, ZeroDivisionError:
    print('caught')  # expect: caught
