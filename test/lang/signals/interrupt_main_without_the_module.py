import _thread


def interrupted():
    try:
        _thread.interrupt_main()
        for _ in range(1000):
            pass
    except KeyboardInterrupt:
        return True
    return False


print(interrupted())  # expect: True
