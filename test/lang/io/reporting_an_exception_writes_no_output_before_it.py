import sys

seen = []


class Stream:
    def __init__(self, name):
        self.name = name

    def write(self, text):
        return len(text)

    def flush(self):
        seen.append(self.name)


streams = sys.stdout, sys.stderr
sys.stdout, sys.stderr = Stream('out'), Stream('err')
try:
    1 / 0
except ZeroDivisionError as error:
    sys.__excepthook__(type(error), error, error.__traceback__)
sys.stdout, sys.stderr = streams
print(seen)  # expect: []
