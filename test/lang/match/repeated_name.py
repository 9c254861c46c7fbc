match 1:
    case [x, x]: pass  # expect error: SyntaxError: multiple assignments to name 'x' in pattern
