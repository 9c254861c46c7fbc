print('a'.center(5, '*'), 'a'.ljust(3) + '|', 'a'.rjust(3), '-5'.zfill(4), 'a\tb'.expandtabs(4))  # expect: **a** a  |   a -005 a   b
