match 1:
    case [x] | [y]: pass  # expect error: SyntaxError: alternative patterns bind different names
