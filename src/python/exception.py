# Methods of exceptions that call back.


def setstate(self, state):
    if state is None:
        return
    if not isinstance(state, dict):
        raise TypeError('state is not a dictionary')
    for name, value in dict.items(state):
        setattr(self, name, value)


def add_note(self, note):
    try:
        notes = self.__notes__
    except AttributeError:
        self.__notes__ = [note]
        return
    if not isinstance(notes, list):
        raise TypeError('Cannot add note: __notes__ is not a list')
    list.append(notes, note)


# With the fields as they are, whatever attributes a subclass shows.
def os_error_text(errno, strerror, filename, filename2, has_second):
    if has_second:
        return f'[Errno {errno!s}] {strerror!s}: {filename!r} -> {filename2!r}'
    return f'[Errno {errno!s}] {strerror!s}: {filename!r}'


def short_os_error_text(errno, strerror):
    return f'[Errno {errno!s}] {strerror!s}'
