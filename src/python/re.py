# What _sre leaves to Python.


def compile_template(pattern, repl):
    import re
    try:
        return re._compile_template(pattern, repl)
    except TypeError:
        # The cache takes hashable templates only: others are copied to what has a hash.
        if isinstance(repl, str) and type(repl) is not str:
            repl = str.__str__(repl)
        elif type(repl) is not bytes and has_special(repl, '__buffer__'):
            repl = bytes(memoryview(repl))
        else:
            raise
    return re._compile_template(pattern, repl)


def groups(match, names):
    # match.group(...) where a name has to be asked for its index.
    return tuple([match[name] for name in names])
