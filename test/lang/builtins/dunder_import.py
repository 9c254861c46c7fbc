print(__import__('math').floor(2.5), __import__('os.path').__name__)  # expect: 2 os
__import__('')  # expect error: ValueError: Empty module name
