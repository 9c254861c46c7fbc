print(None, True, False, ..., NotImplemented, __debug__)  # expect: None True False Ellipsis NotImplemented True
print(type(...), type(None), type(NotImplemented))  # expect: <class 'ellipsis'> <class 'NoneType'> <class 'NotImplementedType'>
