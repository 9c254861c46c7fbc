import hashlib

h = hashlib.md5(b'a')
first = h.hexdigest()
other = h.copy()
h.update(b'b')
other.update(bytearray(b'c') * 2000)
print(first, h.hexdigest(), h.digest().hex() == h.hexdigest())  # expect: 0cc175b9c0f1b6a831c399e269772661 187ef4436122d1cc2f40dc2b92f0eba0 True
print(other.hexdigest() == hashlib.md5(b'a' + b'c' * 2000).hexdigest())  # expect: True
s = hashlib.shake_128()
print(s.hexdigest(4), s.hexdigest(0))  # expect: 7f9c2ba4 
s.update(b'')
s.update(b'x')
print(s.hexdigest(4), s.copy().digest(2).hex())  # expect: e472c5e3 e472
data = bytearray(b'mutable')
h = hashlib.sha256(data)
data[0] = 0
print(h.hexdigest() == hashlib.sha256(b'mutable').hexdigest())  # expect: True
