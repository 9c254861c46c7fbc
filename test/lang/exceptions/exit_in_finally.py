try:
    raise SystemExit(2)
finally:
    print('cleanup')  # expect: cleanup
# expect exit: 2
