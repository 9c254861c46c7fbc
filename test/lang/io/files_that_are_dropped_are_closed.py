import gc, io, os, tempfile, warnings

directory = tempfile.mkdtemp()
warnings.simplefilter('always')
warnings.showwarning = lambda message, category, *rest: print(category.__name__, str(message).replace(directory, 'DIR'))

class Named(io.TextIOWrapper):
    def close(self):
        print('close', self._finalizing)
        super().close()

def drop(number):
    path = os.path.join(directory, str(number))
    if number == 0:
        file = open(path, 'w', encoding='ascii')
    elif number == 1:
        file = open(path, 'wb')
    elif number == 2:
        file = io.FileIO(path, 'wb')
    elif number == 3:
        file = open(path, 'w+', encoding='ascii')
    else:
        file = open(path, 'wb+')
    file.write('written' if isinstance(file, io.TextIOBase) else b'written')

warnings.simplefilter('ignore')
for number in range(5):
    drop(number)
memory = io.BytesIO()
io.TextIOWrapper(memory, 'ascii').write('dropped')
file = open(os.path.join(directory, '0'), 'rb')
raw = file.detach()
file = open(os.path.join(directory, '0'))
file.me = [file]
buffer = file.buffer
del file
gc.collect()
print([os.path.getsize(os.path.join(directory, str(number))) for number in range(5)])  # expect: [7, 7, 7, 7, 7]
print(memory.closed, raw.closed, buffer.closed)  # expect: True False True

warnings.simplefilter('always')
del raw  # expect: ResourceWarning unclosed file <_io.FileIO name='DIR/0' mode='rb' closefd=True>
file = Named(open(os.path.join(directory, '1'), 'wb'), 'ascii')
file.write('as its class says')
with open(os.path.join(directory, '0')) as file:
    pass
# expect: close True
# expect: ResourceWarning unclosed file <Named name='DIR/1' encoding='ascii'>
del file
gc.collect()
print(os.path.getsize(os.path.join(directory, '1')))  # expect: 17
