# What _struct leaves to Python.


def encode_format(format):
    format.encode('ascii')
