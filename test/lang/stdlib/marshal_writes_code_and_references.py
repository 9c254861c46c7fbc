import ast
import io
import marshal
import types

source = '''
def f(a, b=2):
    return [a, b, ...]
class C:
    def m(self):
        return __class__
'''
code = marshal.loads(marshal.dumps(compile(source, 'a.py', 'exec')))
names = {'__name__': 'm'}
exec(code, names)
print(code.co_filename, names['f'](1), names['C']().m())  # expect: a.py [1, 2, Ellipsis] <class 'm.C'>
print(code == compile(source, 'a.py', 'exec'))  # expect: True

# A part of it, a copy that says other things of itself, and what was compiled from a tree.
f = names['f'].__code__
print(types.FunctionType(marshal.loads(marshal.dumps(f)), {})(5, 6))  # expect: [5, 6, Ellipsis]
g = marshal.loads(marshal.dumps(f.replace(co_name='g', co_firstlineno=7)))
print(g.co_name, g.co_firstlineno)  # expect: g 7
tree = ast.parse('x = [1.5, 2j, 10**30, b"b", "x"]')
tree.body[0].value.elts[4].value = "\ud800"
tree.body[0].targets[0].id = 'y'
exec(marshal.loads(marshal.dumps(compile(tree, 'b.py', 'exec'))), names)
print(ascii(names['y']))  # expect: [1.5, 2j, 1000000000000000000000000000000, b'b', '\ud800']

# Objects that occur twice or in themselves.
text = 'abcde' * 9
a = [text, text, 1.5]
a.append(a)
data = marshal.dumps(a)
print(len(data) < 80)  # expect: True
b = marshal.loads(data)
print(b[0] is b[1], b[3] is b)  # expect: True True
print(marshal.loads(b'\xa8\x01\x00\x00\x00[\x01\x00\x00\x00r\x00\x00\x00\x00'))  # expect: ([(...)],)

# Versions, slices, what is forbidden.
print(marshal.dumps((1.5, 'a'), 0), marshal.loads(marshal.dumps(slice(1, 'a'))))  # expect: b'(\x02\x00\x00\x00f\x031.5u\x01\x00\x00\x00a' slice(1, 'a', None)
print(marshal.dumps({'é', 3, (), frozenset('b')}, 2))  # expect: b'<\x04\x00\x00\x00(\x00\x00\x00\x00>\x01\x00\x00\x00u\x01\x00\x00\x00bi\x03\x00\x00\x00u\x02\x00\x00\x00\xc3\xa9'
def attempt(function, *args, **keywords):
    try:
        print(function(*args, **keywords))
    except Exception as error:
        print(type(error).__name__, error)
attempt(marshal.loads, b'[\1\0\0\0' * 100000)  # expect: ValueError recursion limit exceeded
attempt(marshal.dumps, slice(1), 4)  # expect: ValueError unmarshallable object
attempt(marshal.dumps, [f], allow_code=False)  # expect: ValueError marshalling code objects is disallowed
attempt(marshal.loads, marshal.dumps(f), allow_code=False)  # expect: ValueError unmarshalling code objects is disallowed
attempt(marshal.loads, b'l\x02\x00\x00\x00\x01\x00\x00\x00')  # expect: ValueError bad marshal data (unnormalized long data)
attempt(marshal.loads, b'[\2\0\0\0N')  # expect: EOFError EOF read where object expected
attempt(marshal.loads, b'u\2\0\0\0N')  # expect: EOFError marshal data too short

# A file is read no further than the object.
file = io.BytesIO()
for each in (1, 'é'), {'k': [2]}:
    marshal.dump(each, file)
    file.write(b'+')
file.seek(0)
print(marshal.load(file), file.read(1), marshal.load(file), file.read())  # expect: (1, 'é') b'+' {'k': [2]} b'+'
attempt(marshal.load, file)  # expect: EOFError EOF read where object expected
