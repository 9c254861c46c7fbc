import gc, io, os, tempfile, warnings

path = os.path.join(tempfile.mkdtemp(), 'f')
warnings.simplefilter('always')
warnings.showwarning = lambda message, category, *rest: print(category.__name__, str(message).replace(path, 'PATH'))

def drop(file, text):
    file.write(text)
    number = file.fileno()
    del file
    gc.collect()
    try:
        os.fstat(number)
    except OSError as error:
        print(os.path.getsize(path), type(error).__name__)

drop(open(path, 'w', encoding='ascii'), 'text')
# expect: ResourceWarning unclosed file <_io.TextIOWrapper name='PATH' mode='w' encoding='ascii'>
# expect: 4 OSError
drop(open(path, 'wb'), b'buffered')
# expect: ResourceWarning unclosed file <_io.BufferedWriter name='PATH'>
# expect: 8 OSError
drop(io.FileIO(path, 'w'), b'raw')
# expect: ResourceWarning unclosed file <_io.FileIO name='PATH' mode='wb' closefd=True>
# expect: 3 OSError
drop(open(path, 'r+', encoding='ascii'), 'reread')
# expect: ResourceWarning unclosed file <_io.TextIOWrapper name='PATH' mode='r+' encoding='ascii'>
# expect: 6 OSError

file = open(path, encoding='ascii')
buffer = file.buffer
del file  # expect: ResourceWarning unclosed file <_io.TextIOWrapper name='PATH' mode='r' encoding='ascii'>
gc.collect()
print(buffer.closed, buffer.raw.closed)  # expect: True True

file = open(path, 'rb')
raw = file.detach()
del file
gc.collect()
print(raw.closed)  # expect: False
del raw  # expect: ResourceWarning unclosed file <_io.FileIO name='PATH' mode='rb' closefd=True>
gc.collect()

class Named(io.TextIOWrapper):
    def close(self):
        print('close', self._finalizing)
        super().close()

file = Named(open(path, 'wb'), 'ascii')
file.write('of a class made in Python')
del file
# expect: close True
# expect: ResourceWarning unclosed file <Named name='PATH' encoding='ascii'>
gc.collect()
print(os.path.getsize(path))  # expect: 25

memory = io.BytesIO()
io.TextIOWrapper(memory, 'ascii').write('dropped')
gc.collect()
print(memory.closed)  # expect: True

with open(path) as file:
    pass
del file
gc.collect()

warnings.simplefilter('ignore')
file = open(path)
file.me = [file]
buffer = file.buffer
del file
gc.collect()
print(buffer.closed)  # expect: True
