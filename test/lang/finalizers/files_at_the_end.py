import os, sys, tempfile

class Reader:
    def __init__(self, file):
        self.file = file
    def __del__(self):
        print('closed', self.file.closed)
        self.file.close()

directory = tempfile.mkdtemp()
reader = Reader(open(os.path.join(directory, 'in'), 'wb+'))
sys.stdout = open(os.path.join(directory, 'out'), 'w')
print('to the file')
# expect: closed False
