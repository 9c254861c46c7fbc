# marshal.dump and marshal.load, and what marshal.loads leaves to Python.


def dump(value, file, *rest):
    import marshal
    return file.write(marshal.dumps(value))


def load(file, *rest):
    import marshal
    return marshal.loads(file.read())


def add_rest(value, rest):
    for target, key, item in rest:
        if isinstance(target, dict):
            target[key] = item
        else:
            set_add(target, key)
    return value
