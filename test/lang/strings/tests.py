print('abc'.isalpha(), '12'.isdigit(), '½'.isnumeric(), 'a1'.isalnum(), ' '.isspace(), 'aB'.islower())  # expect: True True True True True False
print('x1'.isidentifier(), '1x'.isidentifier(), ''.isalpha(), 'Ab'.istitle(), 'é'.isascii(), '\n'.isprintable())  # expect: True False False True False False
