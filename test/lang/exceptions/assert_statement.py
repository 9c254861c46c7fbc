assert 1 == 1
assert (1, 'non-empty') if True else None
try:
    assert 1 == 2, 'message'
except AssertionError as e:
    print(repr(e))  # expect: AssertionError('message')
assert not 1  # expect error: AssertionError
