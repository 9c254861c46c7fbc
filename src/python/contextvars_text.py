# The texts and comparisons of context variables, which call the methods of what they hold.


def variable_repr(name, default, has_default, address):
    if has_default:
        return f'<ContextVar name={name!r} default={default!r} at {address:#x}>'
    return f'<ContextVar name={name!r} at {address:#x}>'


def token_repr(var, used, address):
    return f'<Token{" used" if used else ""} var={var!r} at {address:#x}>'


def mapping_equal(mine, theirs):
    if len(mine) != len(theirs):
        return False
    for key in mine:
        if key not in theirs:
            return False
        if mine[key] is not theirs[key] and not mine[key] == theirs[key]:
            return False
    return True


def wrong_key(key):
    raise TypeError(f'a ContextVar key was expected, got {key!r}')


def already_entered(context):
    raise RuntimeError(f'cannot enter context: {context!r} is already entered')


def used_token(token):
    raise RuntimeError(f'{token!r} has already been used once')


def foreign_variable(token):
    raise ValueError(f'{token!r} was created by a different ContextVar')


def foreign_context(token):
    raise ValueError(f'{token!r} was created in a different Context')


def not_a_token(value):
    raise TypeError(f'expected an instance of Token, got {value!r}')
