import os
import subprocess
import sys
import tempfile

path = os.path.join(tempfile.mkdtemp(), 'x')
open(path, 'w').write('first, longer')
print(open(path).read())  # expect: first, longer
open(path, 'w').write('second')
print(open(path).read())  # expect: second
program = f'''
def local():
    file = open({path!r}, 'w')
    file.write('written at the end')
    keep.append(file)
keep = []
local()
raise SystemExit(3)
'''
print(subprocess.run([sys.executable, '-c', program]).returncode)  # expect: 3
print(open(path).read())  # expect: written at the end
