M=0xffffffff
class C:
    def __init__(s,v): s.v=v
    def __mul__(s,o): print('mul', type(o).__name__); return s
    def __add__(s,o): print('add', type(o).__name__); return s.v
    def __rmul__(s,o): print('rmul', type(o).__name__); return 7
    def __and__(s,o): print('and', type(o).__name__); return 3
    def __xor__(s,o): print('xor', type(o).__name__); return s
def f(a,b,c):
    return [(a*b)&0xffffffff, (a*b+c)&0x7fffffff, (a*b+c)%4294967296, (a ^ b)*16777619 & 0xffffffff, (a*31+c ^ b) & 0xffffff,
      (a<<5)+a+c & 0xffffffff, (a-b*c)&0xff, (a|b*c)&0xffff0000, a&0xff, a&0x80000000, a & 0xffffffff, (a*b)%1, (a*b)%2, (a-5)*(b+7)&0xfff, (a+1)%65536, ((a&0xffff)*(b&0xffff)+c)&0xffffffff]
vals=[0,1,-1,5,-7,2**31,2**31-1,-2**31,2**32,2**32-1,2**40+3,-2**45-1,2**53-1,-(2**53-1),2**53,2**64+5,-2**70-3,True,False, 1103515245, 16777619]
import itertools
h=0
for a,b,c in itertools.product(vals,vals,vals[:12]):
    r=f(a,b,c)
    for q in r: h=(h*1000003+q)%2147483647
    if (h%997)==0: print(a,b,c,r)
# expect: 0 0 2147483648 [0, 0, 2147483648, 0, 0, 2147483648, 0, 0, 0, 0, 0, 0, 0, 4061, 1, 2147483648]
# expect: -35184372088833 -1180591620717411303427 -1 [3, 2, 2, 33555238, 29, 4294967262, 252, 4294901760, 255, 2147483648, 4294967295, 0, 1, 4072, 0, 4294705154]
# expect: -9007199254740991 True -35184372088833 [1, 0, 0, 0, 31, 32, 2, 4294901760, 1, 0, 1, 0, 1, 4064, 2, 0]
# expect: 9007199254740992 -35184372088833 4294967295 [0, 2147483647, 4294967295, 4278189677, 0, 4294967295, 255, 0, 0, 0, 0, 0, 0, 4066, 1, 4294967295]
# expect: -1180591620717411303427 -1 -2147483648 [3, 3, 2147483651, 33555238, 92, 2147483549, 253, 4294901760, 253, 2147483648, 4294967293, 0, 1, 4048, 65534, 2147221507]
# expect: 1103515245 16777619 -1 [4163728791, 2016245142, 4163728790, 4130335962, 229025, 2056264716, 0, 4294901760, 109, 0, 1103515245, 0, 1, 656, 20078, 8091030]
print(h, f(123456789,987654321,-5))  # expect: 214203178 [4227814277, 2080330624, 4227814272, 2103689516, 12827959, 4074074032, 138, 3758030848, 21, 0, 123456789, 0, 1, 896, 52502, 1407079296]
for x in [(1.5,2,3),(C(5),2,3),(2,C(5),3),('a',3,4),(C(1),C(2),C(3))]:
    try: print(f(*x))
    except TypeError as e: print(e)
# expect: unsupported operand type(s) for &: 'float' and 'int'
# expect: mul int
# expect: and int
# expect: mul int
# expect: add int
# expect: mul int
# expect: add int
# expect: xor int
# expect: mul int
# expect: and int
# expect: mul int
# expect: add int
# expect: unsupported operand type(s) for <<: 'C' and 'int'
# expect: rmul int
# expect: rmul int
# expect: rmul int
# expect: unsupported operand type(s) for ^: 'int' and 'C'
# expect: unsupported operand type(s) for &: 'str' and 'int'
# expect: mul C
# expect: and int
# expect: mul C
# expect: add C
# expect: mul C
# expect: add C
# expect: xor C
# expect: mul int
# expect: and int
# expect: mul int
# expect: add C
# expect: unsupported operand type(s) for ^: 'int' and 'C'
def u():
    try: return (v*3+w)&7
    except UnboundLocalError as e: print(e)
    v=w=1
def u2():
    v=C(1)
    try: return (v*3+w)&7
    except UnboundLocalError as e: print(e)
    w=1
u(); u2()
# expect: cannot access local variable 'v' where it is not associated with a value
# expect: mul int
# expect: cannot access local variable 'w' where it is not associated with a value
class K:  # expect: 38
    q=5
    x=(q*7+3)&0xff
    print(x)
print([(i*2654435761+1)&0xffffffff for i in range(3)], (lambda z:(z*z*z+z)&M)(2**30+1))  # expect: [1, 2654435762, 1013904227] 2
def gen():
    x=yield 1
    while True: x=((yield x)*1103515245+12345)&0x7fffffff
g=gen(); next(g); g.send(4); print(g.send(77), g.send(2**60))  # expect: 1218823938 12345
def fnv(s):
    h=2166136261
    for c in s: h=((h ^ ord(c))*16777619)&0xffffffff
    return h
print(fnv('hello world'*9))  # expect: 4069447527
