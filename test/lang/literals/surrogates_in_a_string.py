s = '\ud800'
print(len(s), repr(s), len('😀'), '😀'[0], ascii('é😀'))  # expect: 1 '\ud800' 1 😀 '\xe9\U0001f600'
