# Loops over range(...) count by themselves, as long as range is the class and its arguments are small ints.
for i in range(3): print(i)
# expect: 0
# expect: 1
# expect: 2
for i in range(2,5): print(i)
# expect: 2
# expect: 3
# expect: 4
for i in range(10,0,-3): print(i)
# expect: 10
# expect: 7
# expect: 4
# expect: 1
for i in range(0,10,4): print(i)
# expect: 0
# expect: 4
# expect: 8
def f(n,step): return [i*i for i in range(n, n+5, step)]
print(f(1,1), f(1,2), f(3,-1))  # expect: [1, 4, 9, 16, 25] [1, 9, 25] []
try:
    f(1,0)
except ValueError as e: print(e)  # expect: range() arg 3 must not be zero
try:
    for i in range('a'): pass
except TypeError as e: print(e)  # expect: 'str' object cannot be interpreted as an integer
try:
    for i in range(1.5): pass
except TypeError as e: print(e)  # expect: 'float' object cannot be interpreted as an integer
try:
    for i in range(1,2,3.5): pass
except TypeError as e: print(e)  # expect: 'float' object cannot be interpreted as an integer
for i in range(True, 4): print(i, end=' ')  # expect: 1 2 3 1180591620717411303424 1180591620717411303425 9007199254740990 9007199254740991 9007199254740992 9007199254740993 -9007199254740992 -9007199254740991 -9007199254740990 -9007199254740992 -4503599627370496 0 4503599627370496 
for i in range(2**70, 2**70+2): print(i, end=' ')
for i in range(2**53-2, 2**53+2): print(i, end=' ')
for i in range(-2**53, -2**53+3): print(i,end=' ')
for i in range(-2**53, 2**53, 2**52): print(i,end=' ')
print()
class I:
    def __index__(self): return 3
print([x for x in range(I())], [x+y for x in range(2) for y in range(x, 3)], {x for x in range(3)}, {x:y for x in range(2) for y in range(2)})  # expect: [0, 1, 2] [0, 1, 2, 2, 3] {0, 1, 2} {0: 1, 1: 1}
print(list(x*y for x in range(3) for y in range(x)))  # expect: [0, 0, 2]
def g(n):
    for i in range(n):
        yield i
    else: yield 'else'
print(list(g(3)))  # expect: [0, 1, 2, 'else']
def shadow(range):
    for x in range(3): print(x, end=' ')
    print()
shadow(lambda n: 'abc')  # expect: a b c 
try: shadow(lambda n: 0)
except TypeError as e: print(e)  # expect: 'int' object is not iterable
try: shadow(lambda n: None)
except TypeError as e: print(e)  # expect: 'NoneType' object is not iterable
n=3
for n in range(n): print(n, end=' ')  # expect: 0 1 2 2
print(n)
for i in range(3):
    for j in range(i):
        if j==1: break
        print(i,j,end=';')
    else: print('no break', i)
# expect: no break 0
# expect: 1 0;no break 1
# expect: 2 0;[0, 4, 0]
for (a) in range(2): pass
a=[0]*3; 
for a[1] in range(5): pass
print(a)
def walrus():
    for i in range(m := 4, (m := m+3)): print(i, m, end=' ')
walrus()  # expect: 4 7 5 7 6 7 1 2 3 3
x=1
for i in range(x, x+3, x): print(i, end=' ')
for i in range(0): print('never')
print(i)

