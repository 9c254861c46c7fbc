# What _sre leaves to Python.


def compile_template(pattern, repl):
    import re
    try:
        return re._compile_template(pattern, repl)
    except TypeError:
        # The cache takes hashable templates only.
        if isinstance(repl, (str, bytes)):
            raise
        repl = bytes(repl)
    return re._compile_template(pattern, repl)


def groups(match, names):
    # match.group(...) where a name has to be asked for its index.
    return tuple([match[name] for name in names])
