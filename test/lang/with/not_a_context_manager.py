try:
    with 5: pass
except TypeError as e:
    print(e)  # expect: 'int' object does not support the context manager protocol (missed __exit__ method)
class A:
    def __enter__(self): pass
with A(): pass  # expect error: TypeError: 'A' object does not support the context manager protocol (missed __exit__ method)
