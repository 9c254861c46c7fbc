import os

class Gives:
    def __init__(self, path):
        self.path = path
    def __fspath__(self):
        return self.path

class Nothing:
    __fspath__ = None

print(os.stat(Gives('/')) == os.stat('/'))  # expect: True
print(os.fspath(Gives(b'/tmp')))  # expect: b'/tmp'
for call in os.fspath, os.stat, os.listdir, os.rmdir:
    for path in Gives(5), Nothing():
        try:
            call(path)
        except TypeError as e:
            print(e)
# expect: expected Gives.__fspath__() to return str or bytes, not int
# expect: expected str, bytes or os.PathLike object, not Nothing
# expect: expected Gives.__fspath__() to return str or bytes, not int
# expect: stat: path should be string, bytes, os.PathLike or integer, not Nothing
# expect: expected Gives.__fspath__() to return str or bytes, not int
# expect: listdir: path should be string, bytes, os.PathLike, integer or None, not Nothing
# expect: expected Gives.__fspath__() to return str or bytes, not int
# expect: rmdir: path should be string, bytes or os.PathLike, not Nothing
