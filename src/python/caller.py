# dir() of a namespace that is no plain dict, or has keys that are not plain strings.


def sorted_keys(namespace):
    return sorted(namespace)
