class A:
    def f(self):
        self.value = 1
        return valeu
value = 1
A().f()
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "test/lang/exceptions/name_suggestion_in_a_traceback.py", line 6, in <module>
# expect stderr:     A().f()
# expect stderr:     ~~~~~^^
# expect stderr:   File "test/lang/exceptions/name_suggestion_in_a_traceback.py", line 4, in f
# expect stderr:     return valeu
# expect stderr:            ^^^^^
# expect stderr: NameError: name 'valeu' is not defined. Did you mean: 'value'?
