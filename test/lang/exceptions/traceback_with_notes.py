e = ValueError('v')
e.add_note('first note')
e.add_note('second\nnote')
raise e
# expect stderr: Traceback (most recent call last):
# expect stderr:   File "test/lang/exceptions/traceback_with_notes.py", line 4, in <module>
# expect stderr:     raise e
# expect stderr: ValueError: v
# expect stderr: first note
# expect stderr: second
# expect stderr: note
