import gc, io, os, sys, tempfile, warnings

sys.unraisablehook = lambda report: print(report.err_msg.replace(path, 'PATH'), str(report.exc_value).replace(path, 'PATH'), report.object)

path = os.path.join(tempfile.mkdtemp(), 'f')

class Raw(io.RawIOBase):
    name = 'raw'
    def writable(self):
        return True
    def write(self, data):
        raise OSError('full')

file = io.BufferedWriter(Raw())
file.write(b'data')
del file  # expect: Exception ignored while finalizing file <_io.BufferedWriter name='raw'> full None
gc.collect()

warnings.simplefilter('error')
def drop():
    open(path, 'wb').write(b'data')

drop()  # expect: Exception ignored while finalizing file <_io.FileIO name='PATH' mode='wb' closefd=True> unclosed file <_io.BufferedWriter name='PATH'> None
gc.collect()
print(os.path.getsize(path))  # expect: 4
