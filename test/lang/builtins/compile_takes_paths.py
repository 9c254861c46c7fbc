import pathlib


class Path:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        return self.path


class Index:
    def __index__(self):
        return 0


for filename in pathlib.PurePosixPath('a/b'), Path('c'), Path(b'd'), Path(5), b'e', 5, None, object():
    try:
        print(compile('1', filename, 'eval', Index(), optimize=Index()).co_filename)
    except TypeError as error:
        print(error)
# expect: a/b
# expect: c
# expect: d
# expect: expected Path.__fspath__() to return str or bytes, not int
# expect: e
# expect: expected str, bytes or os.PathLike object, not int
# expect: expected str, bytes or os.PathLike object, not NoneType
# expect: expected str, bytes or os.PathLike object, not object
for arguments in ('x', 5), ('eval', '0'), ('eval', 0, False, '1'), ('evil',), ('eval', 1 << 30), ('eval', 0, False, 3):
    try:
        compile('1', 'f', *arguments)
    except (TypeError, ValueError) as error:
        print(error)
# expect: compile(): unrecognised flags
# expect: 'str' object cannot be interpreted as an integer
# expect: 'str' object cannot be interpreted as an integer
# expect: compile() mode must be 'exec', 'eval' or 'single'
# expect: compile(): unrecognised flags
# expect: compile(): invalid optimize value
