x = 'global'
class A:  # expect: global
    x = 'class'
    del x
    print(x)
