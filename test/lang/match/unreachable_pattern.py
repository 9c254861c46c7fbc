match 1:
    case x: pass  # expect error: SyntaxError: name capture 'x' makes remaining patterns unreachable
    case 2: pass
