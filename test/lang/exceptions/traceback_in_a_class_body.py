class A:
    def m(self):
        self.x.y()
    x = 5
A().m()
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "test/lang/exceptions/traceback_in_a_class_body.py", line 5, in <module>
# expect stderr:     A().m()
# expect stderr:     ~~~~~^^
# expect stderr:   File "test/lang/exceptions/traceback_in_a_class_body.py", line 3, in m
# expect stderr:     self.x.y()
# expect stderr:     ^^^^^^^^
# expect stderr: AttributeError: 'int' object has no attribute 'y'
