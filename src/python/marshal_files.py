# marshal.dump and marshal.load.


def dump(value, file, *rest):
    import marshal
    return file.write(marshal.dumps(value))


def load(file, *rest):
    import marshal
    return marshal.loads(file.read())
