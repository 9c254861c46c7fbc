class A(int, str): pass  # expect error: TypeError: multiple bases have instance lay-out conflict
