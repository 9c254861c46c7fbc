class A:
    def f(self): super().nope  # expect error: AttributeError: 'super' object has no attribute 'nope'
A().f()
