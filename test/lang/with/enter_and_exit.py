class C:
    def __enter__(self):
        print('enter')
        return 'value'
    def __exit__(self, *a): print('exit', a)
with C() as x:
    print(x)
# expect: enter
# expect: value
# expect: exit (None, None, None)
