class C:
    def __enter__(self): pass
    def __exit__(self, *a): print('exit')
def f():
    with C():
        return 'returned'
print(f())
# expect: exit
# expect: returned
for i in range(2):
    with C():
        if i: break
        continue
# expect: exit
# expect: exit
