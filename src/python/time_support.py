# What time leaves to Python.


def get_clock_info(name):
    import time
    import types
    implementation, monotonic, adjustable, resolution = time._clock_info(name)
    return types.SimpleNamespace(implementation=implementation, monotonic=monotonic, adjustable=adjustable,
                                 resolution=resolution)


def strptime(string, format='%a %b %d %H:%M:%S %Y'):
    import _strptime
    return _strptime._strptime_time(string, format)
