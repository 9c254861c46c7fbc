try:
    'aé'.encode('ascii')
except UnicodeEncodeError as e:
    print(e)  # expect: 'ascii' codec can't encode character '\xe9' in position 1: ordinal not in range(128)
print('é'.encode('ascii', 'backslashreplace'), 'é'.encode('ascii', 'ignore'))  # expect: b'\\xe9' b''
