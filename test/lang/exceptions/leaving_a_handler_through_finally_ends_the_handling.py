import sys


def by_return():
    try:
        raise KeyError
    except KeyError as e:
        return repr(e)
    finally:
        print(sys.exception())


def by_continue():
    for i in range(2):
        try:
            raise KeyError
        except KeyError:
            continue
        finally:
            print(sys.exception())
    return sys.exception()


def by_break():
    while True:
        try:
            raise KeyError
        except KeyError:
            break
        finally:
            print(sys.exception())


def inside_a_handler():
    try:
        raise ValueError
    except ValueError:
        for i in range(1):
            try:
                raise KeyError
            except KeyError:
                break
            finally:
                print(repr(sys.exception()))


print(by_return(), sys.exception())
# expect: None
# expect: KeyError() None
print(by_continue(), sys.exception())
# expect: None
# expect: None
# expect: None None
print(by_break(), sys.exception())
# expect: None
# expect: None None
print(inside_a_handler(), sys.exception())
# expect: ValueError()
# expect: None None
