# The duplicate stands for the file alone, until the number is given to it, or to another, again.
import os
import subprocess
import sys
import tempfile


def attempt(fd, data):
    try:
        return os.write(fd, data)
    except OSError as error:
        return error.strerror


with tempfile.TemporaryDirectory() as folder:
    first = os.open(os.path.join(folder, 'first'), os.O_RDWR | os.O_CREAT)
    second = os.open(os.path.join(folder, 'second'), os.O_RDWR | os.O_CREAT)
    copy = os.dup(first)
    os.close(first)
    print(attempt(first, b'a'), attempt(copy, b'b'))
    os.dup2(copy, first)
    print(attempt(first, b'c'))
    os.dup2(second, first)
    print(attempt(first, b'd'), attempt(copy, b'e'))
    os.close(copy)
    print(attempt(first, b'f'), attempt(copy, b'g'))
    os.close(first)
    print(attempt(first, b'h'), attempt(second, b'i'))
    os.close(second)
    for name in 'first', 'second':
        with open(os.path.join(folder, name), 'rb') as file:
            print(file.read())
# expect: Bad file descriptor 1
# expect: 1
# expect: 1 1
# expect: 1 Bad file descriptor
# expect: Bad file descriptor 1
# expect: b'bce'
# expect: b'dfi'

# The same with one that a program began with.
code = '''
import os
copy = os.dup(1)
os.close(1)
os.dup2(copy, 1)
os.close(copy)
print('here again')
'''
print(subprocess.run([sys.executable, '-c', code], capture_output=True, text=True).stdout.strip())  # expect: here again
