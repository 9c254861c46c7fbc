import colections
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "test/lang/exceptions/suggestion_in_a_traceback.py", line 1, in <module>
# expect stderr:     import colections
# expect stderr: ModuleNotFoundError: No module named 'colections'
