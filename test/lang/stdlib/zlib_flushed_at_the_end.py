# A decompression object that was flushed at the end of its stream cannot be copied.
import zlib

d = zlib.decompressobj()
print(d.decompress(zlib.compress(b'abc')), type(d.copy()).__name__)  # expect: b'abc' Decompress
print(d.flush(), d.eof)  # expect: b'' True
try:
    d.copy()
except ValueError as error:
    print(error)  # expect: Inconsistent stream state
for function in (lambda: zlib.decompress(b'', 15, 2**63), lambda: zlib.decompressobj().flush(2**63)):
    try:
        function()
    except OverflowError as error:
        print(error)
# expect: Python int too large to convert to C ssize_t
# expect: Python int too large to convert to C ssize_t
