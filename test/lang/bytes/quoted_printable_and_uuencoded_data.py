import binascii
import hashlib
import random

print(binascii.b2a_qp(b'x = 1 \n.\n\xe9_\t'))  # expect: b'x =3D 1=20\n=2E\n=E9_=09'
print(binascii.b2a_qp(b'x = 1 \r\n.\n\xe9_\t', header=True, quotetabs=True))  # expect: b'x=20=3D=201=20\r\n=2E\r\n=E9=5F=09'
print(binascii.b2a_qp(b'a\nb', istext=False), binascii.b2a_qp(b'a' * 80))  # expect: b'a=0Ab' b'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa=\naaaaa'
print(binascii.a2b_qp(b'x=3D1=\r\ny==z=4=\n=zz_'), binascii.a2b_qp('a_=', header=True))  # expect: b'x=1y=z=4=zz_' b'a '
print(binascii.b2a_uu(b'Cat'), binascii.b2a_uu(b'\0', backtick=True), binascii.b2a_uu(b''))  # expect: b'#0V%T\n' b'!````\n' b' \n'
print(binascii.a2b_uu(b'#0V%T\n'), binascii.a2b_uu('#0V'), binascii.a2b_uu(b''))  # expect: b'Cat' b'C`\x00' b'\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00'


def outcome(function, *args, **keywords):
    try:
        return repr(function(*args, **keywords))
    except binascii.Error as error:
        return repr(error)


print(outcome(binascii.b2a_uu, bytes(46)), outcome(binascii.a2b_uu, b'"abc\x80'), outcome(binascii.a2b_uu, b'!ab,,,'))  # expect: Error('At most 45 bytes at once') Error('Illegal char') Error('Illegal char')

pick = random.Random(7)
digest = hashlib.sha1()
for _ in range(2000):
    weights = [pick.random() ** 3 for _ in range(18)]
    text = bytes(pick.choices(b'=_.\r\n\t ~\x7fabDEF03\x80\0', weights, k=pick.choice([1, 3, 10, 80, 160])))
    flags = [pick.random() < 0.5 for _ in range(3)]
    digest.update(outcome(binascii.b2a_qp, text, *flags).encode())
    digest.update(outcome(binascii.a2b_qp, text, flags[2]).encode())
    line = bytearray(binascii.b2a_uu(pick.randbytes(pick.choice([0, 1, 2, 3, 44, 45])), backtick=flags[0]))
    digest.update(line)
    place = pick.randrange(len(line))
    line[place : place + pick.randrange(3)] = pick.choice([b'', b' ', b'`', b'\r', b'a', b'\x7f', b'~', b'!'])
    digest.update(outcome(binascii.a2b_uu, line).encode())
print(digest.hexdigest())  # expect: e5b50f3b69a2c23285218e658330c9c70e7a93e3
