# The settings of a terminal as Python has them, and as stty writes them: hexadecimal numbers with colons between.

CBAUD = 0o10017
ICANON = 2
VTIME, VMIN = 5, 6
NCCS = 32


def tcgetattr(fd):
    numbers = [int(word, 16) for word in stty(descriptor_of(fd), '-g').split(':')]
    iflag, oflag, cflag, lflag = numbers[:4]
    speed = cflag & CBAUD
    characters = [bytes([number & 0xff]) for number in numbers[4:]]
    characters += [b'\0'] * (NCCS - len(characters))
    if not lflag & ICANON:
        for place in VMIN, VTIME:
            characters[place] = characters[place][0]
    return [iflag, oflag, cflag, lflag, speed, speed, characters]


def tcsetattr(fd, when, attributes):
    fd = descriptor_of(fd)
    if not isinstance(attributes, list) or len(attributes) != 7:
        raise TypeError('tcsetattr, arg 3: must be 7 element list')
    iflag, oflag, cflag, lflag, ispeed, ospeed, characters = attributes
    if not isinstance(characters, list) or len(characters) != NCCS:
        raise TypeError(f'tcsetattr: attributes[6] must be {NCCS} element list')
    numbers = [iflag, oflag, cflag & ~CBAUD | ospeed, lflag]
    for character in characters:
        if isinstance(character, bytes) and len(character) == 1:
            numbers.append(character[0])
        elif isinstance(character, int):
            numbers.append(character)
        else:
            raise TypeError('tcsetattr: elements of attributes must be characters or integers')
    if when not in (0, 1, 2):
        import termios
        raise termios.error(22, 'Invalid argument')
    stty(fd, ':'.join(f'{number:x}' for number in numbers))


def tcgetwinsize(fd):
    rows, columns = stty(descriptor_of(fd), 'size').split()
    return int(rows), int(columns)


def tcsetwinsize(fd, winsize):
    if len(winsize) != 2:
        raise TypeError('tcsetwinsize, arg 2: must be a two-item sequence')
    rows, columns = winsize
    stty(descriptor_of(fd), 'rows', str(rows), 'cols', str(columns))
