# What audit hooks are told.


def tell(event, args):
    if not isinstance(event, str):
        raise TypeError(f'audit() argument 1 must be str, not {type(event).__name__}')
    for hook in audit_hooks():
        hook(event, args)


def addaudithook(hook):
    # A hook may refuse another one: with an Exception silently.
    try:
        tell('sys.addaudithook', ())
    except Exception:
        return
    append_audit_hook(hook)
