# Loops over lists and tuples need no iterator: nobody sees a difference.
l=[1,2,3]
for x in l:
    if x<6: l.append(x+3)
    print(x,end=' ')  # expect: 1 2 3 4 5 6 7 8 1 2 a x y z 1 2 3 7 [1, 2, 3] {1: 2, 3: 4} ['a', 'b', 'c']
for x in (1,2,'a'): print(x,end=' ')
class L(list):
    def __iter__(self): return iter('xyz')
for x in L([1,2]): print(x,end=' ')
class T(tuple): pass
for x in T([1,2]): print(x,end=' ')
for a,b in [(1,2),(3,4)]: print(a+b,end=' ')
print([y for x in [[1],[2,3]] for y in x], {k:v for k,v in ((1,2),(3,4))}, [x for x in 'abc'])
for l in [1,2,3]: print(l,end=' ')  # expect: 1 2 3 [2, 4]
l=[1,2,3,4]
for x in l: l.remove(x)
print(l)
for x in None or []: pass
try:
    for x in 5: pass
except TypeError as e: print(e)  # expect: 'int' object is not iterable
try:
    for x in None: pass
except TypeError as e: print(e)  # expect: 'NoneType' object is not iterable
try:
    for x in True: pass
except TypeError as e: print(e)  # expect: 'bool' object is not iterable
def g(xs):
    for x in xs:
        yield x
    else: yield 'end'
print(list(g([1,2])), list(g((3,))), list(g({4})), list(g(iter([5]))))  # expect: [1, 2, 'end'] [3, 'end'] [4, 'end'] [5, 'end']
def nested(n):
    return [[j for j in range(i)] for i in range(n)]
print(nested(4))  # expect: [[], [0], [0, 1], [0, 1, 2]]
xs=[1,2,3]
def dele():
    for x in xs:
        xs.clear()
        print(x)
dele()  # expect: 1
