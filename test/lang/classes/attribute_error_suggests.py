class A:
    def method(self): pass
A().methd  # expect error: AttributeError: 'A' object has no attribute 'methd'. Did you mean: 'method'?
