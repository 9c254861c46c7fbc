import copyreg
import io
import pickle


class Named:
    pass


kept = Named()


class Pickler(pickle.Pickler):
    def persistent_id(self, value):
        return 'kept' if value is kept else None

    def reducer_override(self, value):
        return (str, ('reduced',)) if isinstance(value, Exception) else NotImplemented


class Unpickler(pickle.Unpickler):
    def persistent_load(self, name):
        return kept

    def find_class(self, module, name):
        print('find', module, name)
        return super().find_class(module, name)


stream = io.BytesIO()
Pickler(stream).dump([kept, ValueError(), Named])
stream.seek(0)
found = Unpickler(stream).load()
# expect: find builtins str
# expect: find __main__ Named
print(found[0] is kept, found[1], found[2] is Named)  # expect: True reduced True

stream = io.BytesIO()
pickler = pickle.Pickler(stream)
pickler.dispatch_table = copyreg.dispatch_table.copy()
pickler.dispatch_table[Named] = lambda value: (int, ('7',))
pickler.dump(kept)
pickler.dump('after')
stream.seek(0)
print(pickle.load(stream), pickle.load(stream))  # expect: 7 after

buffers = []
data = pickle.dumps(pickle.PickleBuffer(b'out of band'), 5, buffer_callback=buffers.append)
print(data, bytes(pickle.loads(data, buffers=buffers)))  # expect: b'\x80\x05\x97\x98.' b'out of band'
print(pickler.memo.copy().__class__, pickler.bin, pickler.fast)  # expect: <class 'dict'> 1 0
