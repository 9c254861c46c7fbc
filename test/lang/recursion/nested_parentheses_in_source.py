try:
    eval('(' * 100_000 + ')' * 100_000)
except (SyntaxError, MemoryError, RecursionError) as e:
    print(type(e).__name__, e)  # expect: SyntaxError too many nested parentheses (<string>, line 1)
