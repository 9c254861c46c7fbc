# Reading what is to be tokenized.


def read_lines(readline, encoding):
    lines = []
    while True:
        try:
            line = readline()
        except StopIteration:
            break
        if encoding is not None:
            if not isinstance(line, bytes):
                raise TypeError('readline() returned a non-bytes object')
            line = line.decode(encoding)
        elif not isinstance(line, str):
            raise TypeError('readline() returned a non-string object')
        if not line:
            break
        lines.append(line)
    return tuple(lines)
