# anext().


def anext(iterator, /, *default):
    step = lookup_special(iterator, '__anext__')
    if step is None:
        raise TypeError(f"'{tp_name(type(iterator))}' object is not an async iterator")
    awaitable = call_anext(step, iterator)
    if not default:
        return awaitable
    return anext_or(awaitable, default[0])


async def anext_or(awaitable, default):
    try:
        return await awaitable
    except StopAsyncIteration:
        return default
