from array import array
a = array('i', [1, 2, 3])
a.append(4)
a.extend(x * x for x in range(3))
a[1:3] = array('i', [7])
del a[0]
a.insert(-1, -5)
print(a, a.pop(), a.index(7), a.count(0), 4 in a, 'x' in a, a[::-1].tolist(), len(a))  # expect: array('i', [7, 4, 0, 1, -5]) 4 0 1 True False [-5, 1, 0, 4, 7] 5
print(a + a[:1], array('B', b'ab') * 2, array('d', [1, 2.5]), array('w', 'a\U0001f600'), array('q'))  # expect: array('i', [7, 4, 0, 1, -5, 7]) array('B', [97, 98, 97, 98]) array('d', [1.0, 2.5]) array('w', 'a😀') array('q')
print(array('h', [1, 2]) < array('d', [1, 2.5]), array('i', [1]) == array('Q', [1]), array('f', [float('nan')]) == array('f', [float('nan')]))  # expect: True True False
b = array('H', [1, 256])
b.byteswap()
print(b, b.tobytes(), b.itemsize, bytes(memoryview(b)), memoryview(b)[1])  # expect: array('H', [256, 1]) b'\x00\x01\x01\x00' 2 b'\x00\x01\x01\x00' 1
for code, value in ('B', 256), ('b', -129), ('h', 40000), ('H', -1), ('Q', -1), ('q', 2**63), ('f', 'x'), ('i', 1.5), ('w', 'ab'):
    try:
        array(code, [value])
    except (OverflowError, TypeError) as e:
        print(code, type(e).__name__, e)
# expect: B OverflowError unsigned byte integer is greater than maximum
# expect: b OverflowError signed char is less than minimum
# expect: h OverflowError signed short integer is greater than maximum
# expect: H OverflowError unsigned short is less than minimum
# expect: Q OverflowError can't convert negative int to unsigned
# expect: q OverflowError int too big to convert
# expect: f TypeError must be real number, not str
# expect: i TypeError 'float' object cannot be interpreted as an integer
# expect: w TypeError array item must be a unicode character, not a string of length 2
