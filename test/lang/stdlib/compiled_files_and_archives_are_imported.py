import os
import py_compile
import sys
import tempfile
import zipfile

with tempfile.TemporaryDirectory() as folder:
    sys.path.insert(0, folder)
    def compiled(name, source):
        path = os.path.join(folder, name)
        with open(path + '.py', 'w') as file:
            file.write(source)
        py_compile.compile(path + '.py', cfile=path + '.pyc')
        os.remove(path + '.py')
        return path + '.pyc'

    compiled('alone', 'def f():\n    return __file__')
    import alone
    print(os.path.basename(alone.f()), os.path.basename(alone.f.__code__.co_filename))  # expect: alone.pyc alone.py

    archive = os.path.join(folder, 'archive.zip')
    with zipfile.ZipFile(archive, 'w') as file:
        file.write(compiled('inside', 'x = 2'), 'inside.pyc')
        file.writestr('package/__init__.py', 'from . import part')
        file.writestr('package/part.py', 'y = 3')
    os.remove(os.path.join(folder, 'inside.pyc'))
    sys.path.insert(0, archive)
    import inside, package
    print(inside.x, package.part.y, package.part.__file__.split(os.sep)[-3:])  # expect: 2 3 ['archive.zip', 'package', 'part.py']
    print(sys.path_hooks[0])  # expect: <class 'zipimport.zipimporter'>
