import time


class A:
    def __new__(cls, value):
        time.sleep(0.001)
        self = super().__new__(cls)
        self.value = value
        return self


print([A(i).value for i in range(4)], A(*[5]).value, A(value=6).value)  # expect: [0, 1, 2, 3] 5 6
